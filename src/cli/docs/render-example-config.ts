import { type ConfigKey, listKeys } from '#config/list-keys.js';

/** The keys of a sandbox's probes are those of production's. */
const isRepeated = ({ path }: ConfigKey): boolean => path.startsWith('environments.sandbox.probes[]');

/** A whole configuration with every key, each under what it means. */
export function renderExampleConfig(): string {
  return listKeys()
    .filter((key) => !isRepeated(key))
    .flatMap((key, index, keys) => renderKey(key, isFirstOfItem(key, keys[index - 1])))
    .join('\n');
}

function isFirstOfItem({ path }: ConfigKey, before: ConfigKey | undefined): boolean {
  return before !== undefined && path.startsWith(`${before.path}[].`);
}

function renderKey({ path, type, description, example }: ConfigKey, firstOfItem: boolean): readonly string[] {
  const steps = path.split('.');
  const name = steps.at(-1) ?? '';
  // A key of a list's item stands two columns further right than the list's own keys would, behind the dash.
  const depth = steps.length - 1 + steps.filter((step) => step.endsWith('[]')).length;
  const indent = '  '.repeat(depth);
  const isOpen = type === 'section' || type === 'list of sections';
  const value = isOpen ? openValue(path) : ` ${renderValue(example)}`;
  const gap = depth === 0 ? [''] : [];
  const comments = wrap(description, 100 - indent.length).map((line) => `${indent}# ${line}`);
  const key = firstOfItem ? `${indent.slice(2)}- ${name}:${value}` : `${indent}${name}:${value}`;
  return [...gap, ...comments, key];
}

const openValue = (path: string): string => (path === 'environments.sandbox.probes' ? ' [{ path: / }]' : '');

/** Names, paths, durations and addresses need no quotes. */
const plain = /^([a-z/.][\w./-]*|\d+[smhd]|https:\/\/[\w.]+)$/i;

/** YAML that is read as the very value. */
function renderValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, held]) => `${key}: ${renderValue(held)}`);
    return `{ ${pairs.join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  return plain.test(value) ? value : JSON.stringify(value);
}

function wrap(text: string, width: number): readonly string[] {
  return text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    return last === undefined || last.length + word.length + 1 > width
      ? [...lines, word]
      : [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}
