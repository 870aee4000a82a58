import { roles } from '#process/role.js';
import { durationPattern } from './duration.js';
import { configSchema } from './schema.js';

/** One key of `.github/greenlight.yml`, for people to read about. */
export interface ConfigKey {
  /** Dotted; `[]` stands for the items of a list. */
  readonly path: string;
  /** In words; a `section` holds other keys. */
  readonly type: string;
  readonly description: string;
  /** What counts when it is not there; `null`: its description says it. */
  readonly fallback: unknown;
  /** A value that is right; `null` for what holds other keys. */
  readonly example: unknown;
}

interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: object;
  readonly items?: Node;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Node[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly $ref?: string;
}

/** Every key that the schema knows, sections before what they hold. */
export function listKeys(): readonly ConfigKey[] {
  return keysOf(configSchema, '');
}

function keysOf(section: Node, path: string): readonly ConfigKey[] {
  return Object.entries(section.properties ?? {}).flatMap(([name, node]) =>
    withHeld(node as Node, path === '' ? name : `${path}.${name}`),
  );
}

function withHeld(node: Node, path: string): readonly ConfigKey[] {
  const item = node.items && resolve(node.items);
  const key: ConfigKey = {
    path,
    type: sayType(node, item ?? {}),
    description: node.description ?? '',
    fallback: node.default ?? null,
    example: node.examples?.[0] ?? node.default ?? null,
  };
  return [key, ...(item === undefined ? keysOf(node, path) : keysOf(item, `${path}[]`))];
}

function resolve(node: Node): Node {
  const name = node.$ref?.replace('#/definitions/', '');
  return name === undefined ? node : configSchema.definitions[name as 'probe'];
}

function sayType(node: Node, item: Node): string {
  if (node.type === 'array') return `list of ${item.properties ? 'sections' : sayItem(item)}`;
  if (node.properties) return 'section';
  if (node.oneOf) return 'people';
  if (node.enum) return node.enum.join(', ');
  if (node.pattern === durationPattern) return 'duration';
  if (node.type === 'integer') return `whole number, ${node.minimum ?? ''} to ${node.maximum ?? ''}`;
  return node.type === 'boolean' ? 'true, false' : 'text';
}

const sayItem = ({ enum: values }: Node): string =>
  values === roles ? 'roles' : (values?.join(', ') ?? 'texts');
