import { constructFromEvents, parseEvents, YAMLException } from 'js-yaml';
import type { Fault } from './fault.js';
import { faultsOfMeaning } from './faults-of-meaning.js';
import { checkWritten } from './faults-of-schema.js';
import { indexLines, type Position } from './line-index.js';
import { locateKeys } from './locate-keys.js';
import { resolveConfig } from './resolve-config.js';
import type { Settings } from './settings.js';

/** One thing that is wrong with a configuration file, where it stands. */
export interface ConfigProblem extends Position {
  /** Dotted path of the key, e.g. `environments.timeout`; empty for the file itself. */
  readonly key: string;
  readonly message: string;
}

export type ParsedConfig =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** A configuration file is not larger. */
const mostCharacters = 65_536;
/** A file with more problems is something else than a configuration. */
const mostProblems = 50;
const mostDepth = 20;
const longestKey = 100;

/** What counts when a repository has no file. */
export const defaultSettings: Settings = resolveConfig({});

/** Reads `.github/greenlight.yml`. Every problem at once, in the order of their lines; never throws. */
export function parseConfig(text: string): ParsedConfig {
  if (text.length > mostCharacters)
    return wrong([{ key: '', line: 1, column: 1, message: 'the file is larger than 64 KB' }]);
  try {
    return read(text);
  } catch (error) {
    return wrong([problemOfSyntax(error)]);
  }
}

function read(text: string): ParsedConfig {
  const events = parseEvents(text, { maxDepth: mostDepth });
  const { places, faults, documents, readable } = locateKeys(events, text);
  if (documents === 0) return { ok: true, settings: defaultSettings };
  // What is given twice is told together with everything else.
  const value = readable ? constructFromEvents(events, { source: text, json: true })[0] : null;
  const { found, settings } = value === null ? { found: [], settings: defaultSettings } : check(value);
  const problems = [...faults, ...found].map(toProblem(text, places));
  return problems.length > 0 || settings === null ? wrong(problems) : { ok: true, settings };
}

function check(value: unknown): { found: readonly Fault[]; settings: Settings | null } {
  const checked = checkWritten(value);
  if (!checked.ok) return { found: checked.faults, settings: null };
  const settings = resolveConfig(checked.written);
  return { found: faultsOfMeaning(settings, checked.written), settings };
}

function wrong(problems: readonly ConfigProblem[]): ParsedConfig {
  const ordered = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const [told, untold] = [ordered.slice(0, mostProblems), ordered.slice(mostProblems)];
  const [first] = untold;
  const rest = first && { ...first, key: '', message: `and ${untold.length} more` };
  return { ok: false, problems: rest === undefined ? told : [...told, rest] };
}

function problemOfSyntax(error: unknown): ConfigProblem {
  const { reason, mark } =
    error instanceof YAMLException ? error : { reason: 'it cannot be read', mark: undefined };
  return {
    key: '',
    line: (mark?.line ?? 0) + 1,
    column: (mark?.column ?? 0) + 1,
    message: `this is not YAML: ${reason}`,
  };
}

function toProblem(text: string, places: ReadonlyMap<string, number>): (fault: Fault) => ConfigProblem {
  const positionOf = indexLines(text);
  return ({ pointer, message, offset }) => ({
    key: dotted(pointer),
    message,
    ...positionOf(offset ?? nearestPlace(places, pointer)),
  });
}

/** Where the key stands, or the nearest section that does. */
function nearestPlace(places: ReadonlyMap<string, number>, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return places.get('') ?? 0;
}

/** A path as people write it; of a key as long as a book, its beginning. */
function dotted(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~').slice(0, longestKey)).join('.');
}
