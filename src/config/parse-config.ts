import { Ajv, type ErrorObject } from 'ajv';
import { distance } from 'fastest-levenshtein';
import { load, YAMLException } from 'js-yaml';
import { type Gate, gates } from '#process/gate.js';
import { escape, locateKeys } from './locate-keys.js';
import { resolveConfig } from './resolve-config.js';
import { configSchema } from './schema.js';
import type { Settings } from './settings.js';
import type { WrittenConfig } from './written.js';

/** One thing that is wrong with a configuration file, where it stands. */
export interface ConfigProblem {
  /** Dotted path of the key, e.g. `environments.timeout`; empty for the file itself. */
  readonly key: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ParsedConfig =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** A configuration file is not larger. */
const mostCharacters = 65_536;

/** What counts when a repository has no file. */
export const defaultSettings: Settings = resolveConfig({});

const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile<WrittenConfig>(
  configSchema,
);

/** Reads `.github/greenlight.yml`. Every problem at once, in the order of their lines; never throws. */
export function parseConfig(text: string): ParsedConfig {
  if (text.length > mostCharacters)
    return wrong([{ key: '', line: 1, column: 1, message: 'the file is larger than 64 KB' }]);
  if (text.replace(/^\s*#.*$/gm, '').trim() === '') return { ok: true, settings: defaultSettings };
  try {
    const written = load(text, { maxAliases: 0, maxDepth: 20 });
    return check(written, text);
  } catch (error) {
    return wrong([problemOfSyntax(error)]);
  }
}

function check(written: unknown, text: string): ParsedConfig {
  if (written === null) return { ok: true, settings: defaultSettings };
  const places = locateKeys(text);
  const at = (pointer: string): Pick<ConfigProblem, 'line' | 'column'> =>
    position(text, nearestPlace(places, pointer));
  if (!validate(written)) return wrong(problemsOfSchema(validate.errors ?? [], written, at));
  const settings = resolveConfig(written);
  const unmet = problemsOfMeaning(settings, written).map(({ pointer, message }) => ({
    key: dotted(pointer),
    message,
    ...at(pointer),
  }));
  return unmet.length > 0 ? wrong(unmet) : { ok: true, settings };
}

function wrong(problems: readonly ConfigProblem[]): ParsedConfig {
  const ordered = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return { ok: false, problems: ordered };
}

function problemOfSyntax(error: unknown): ConfigProblem {
  if (!(error instanceof YAMLException))
    return { key: '', line: 1, column: 1, message: 'this is not YAML that can be read' };
  const { reason, mark } = error;
  return {
    key: '',
    line: (mark?.line ?? 0) + 1,
    column: (mark?.column ?? 0) + 1,
    message: `this is not YAML: ${reason}`,
  };
}

type At = (pointer: string) => Pick<ConfigProblem, 'line' | 'column'>;

/** One problem for each place: of the alternatives that a value might have met, only one is told. */
function problemsOfSchema(
  errors: readonly ErrorObject[],
  written: unknown,
  at: At,
): readonly ConfigProblem[] {
  const problems = new Map<string, ConfigProblem>();
  for (const error of errors) {
    if (isInsideAlternative(error)) continue;
    const pointer = pointerOf(error);
    const said = { key: dotted(pointer), message: sayError(error, written), ...at(pointer) };
    if (!problems.has(pointer)) problems.set(pointer, said);
  }
  return [...problems.values()];
}

const isInsideAlternative = ({ schemaPath }: ErrorObject): boolean =>
  /\/oneOf\/\d/.test(schemaPath) || /^#\/definitions\/(person|permission)\//.test(schemaPath);

function pointerOf({ keyword, instancePath, params }: ErrorObject): string {
  const extra = (params as { additionalProperty?: string }).additionalProperty;
  return keyword === 'additionalProperties' && extra !== undefined
    ? `${instancePath}/${escape(extra)}`
    : instancePath;
}

function sayError(error: ErrorObject, written: unknown): string {
  const params = error.params as {
    additionalProperty?: string;
    allowedValues?: readonly unknown[];
    type?: string;
  };
  switch (error.keyword) {
    case 'additionalProperties':
      return sayUnknownKey(params.additionalProperty ?? '', error);
    case 'enum':
      return `must be one of ${(params.allowedValues ?? []).join(', ')}`;
    case 'oneOf':
      return 'must be a username, a list of usernames and @org/team names, {permission: …}, or none';
    case 'pattern':
      return sayPattern(error, written);
    case 'type':
      return `must be ${params.type === 'object' ? 'a section with keys' : `of type ${params.type ?? ''}`}`;
    default:
      return error.message ?? 'is not valid';
  }
}

function sayUnknownKey(key: string, { parentSchema, schemaPath }: ErrorObject): string {
  const known = Object.keys(
    (parentSchema as { properties?: object } | undefined)?.properties ?? knownKeysAt(schemaPath),
  );
  const [near] = known.map((name) => ({ name, far: distance(name, key) })).sort((a, b) => a.far - b.far);
  const hint =
    near !== undefined && near.far <= 3
      ? `; did you mean ${near.name}?`
      : known.length > 0
        ? `; known keys: ${known.join(', ')}`
        : '';
  return `unknown key${hint}`;
}

/** The properties that stand beside the failing `additionalProperties`. */
function knownKeysAt(schemaPath: string): object {
  const steps = schemaPath.replace(/^#\//, '').split('/').slice(0, -1);
  let schema: unknown = configSchema;
  for (const step of steps)
    schema = (schema as Record<string, unknown> | undefined)?.[
      step.replaceAll('~1', '/').replaceAll('~0', '~')
    ];
  return (schema as { properties?: object } | undefined)?.properties ?? {};
}

function sayPattern({ instancePath, message }: ErrorObject, written: unknown): string {
  const pattern = String(message);
  if (pattern.includes('[smhd]')) return 'must be a duration such as 30s, 10m, 2h or 1d';
  if (instancePath.includes('/scripts/')) return 'must be a path inside the repository, without ..';
  if (pattern.includes('https?')) return 'must be an address that begins with http:// or https://';
  return written === null ? 'is not valid' : 'has a form that is not allowed here';
}

/** What the schema cannot say. */
function problemsOfMeaning(
  { roles, rules }: Settings,
  written: WrittenConfig,
): readonly { pointer: string; message: string }[] {
  const named = gates.flatMap((gate: Gate) =>
    (written.gates?.[gate] ?? []).flatMap((role) => (roles[role].kind === 'nobody' ? [{ gate, role }] : [])),
  );
  const asksNobody = named.map(({ gate, role }) => ({
    pointer: `/gates/${gate}`,
    message: `asks the ${role}, but roles.${role} is none`,
  }));
  const noManager = roles.manager.kind === 'nobody' && rules.gates.planning.includes('manager');
  return noManager
    ? [
        ...asksNobody,
        { pointer: '/roles/manager', message: 'there must be a manager: nobody else can start the work' },
      ]
    : asksNobody;
}

/** Where the key stands, or the nearest section that does. */
function nearestPlace(places: ReadonlyMap<string, number>, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return places.get('') ?? 0;
}

function position(text: string, offset: number): Pick<ConfigProblem, 'line' | 'column'> {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const dotted = (pointer: string): string =>
  pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
