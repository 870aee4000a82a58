import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';

/** A tree like ours, in which every wall is broken once. */
const tree = resolve('test/shape/bad');
const config = resolve('.dependency-cruiser.mjs');
const walls = (await import(pathToFileURL(config).href)) as {
  default: { forbidden: readonly { readonly name: string }[] };
};
const rules = walls.default.forbidden.map(({ name }) => name);

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string; readonly severity: string };
}

let violations: readonly Violation[] = [];

beforeAll(() => {
  const depcruise = resolve('node_modules/.bin/depcruise');
  const args = ['--config', config, '--output-type', 'json', 'src'];
  const { stdout, stderr } = spawnSync(process.execPath, [depcruise, ...args], {
    cwd: tree,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  ({ violations } = (JSON.parse(stdout) as { summary: { violations: readonly Violation[] } }).summary);
});

const files = readdirSync(resolve(tree, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);
const exampleOf = (rule: string): readonly string[] =>
  files.filter((name) => basename(name) === `${rule}.ts`);

describe('the walls between the rooms', () => {
  test.each(rules)('%s: breaking it is an error of the check', (rule) => {
    const [file, ...more] = exampleOf(rule);
    expect([file, more]).toEqual([expect.any(String), []]);
    expect(violations).toContainEqual(
      expect.objectContaining({ from: `src/${file ?? ''}`, rule: { name: rule, severity: 'error' } }),
    );
  });

  test('no wall forbids what is allowed', () => {
    const guilty = violations.map(({ from }) => basename(from, '.ts'));
    expect(guilty.filter((name) => !rules.includes(name) && name !== 'round')).toEqual([]);
    expect(files.filter((name) => basename(name) === 'allowed.ts').length).toBeGreaterThan(5);
  });

  test('every example is of a wall that still stands', () => {
    const kept = ['allowed', 'there', 'round', 'read-environment', ...rules];
    expect(files.filter((name) => !kept.includes(basename(name, '.ts')))).toEqual([]);
  });

  test('every room has one, but the one that wires them all', () => {
    const rooms = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const open = rooms.map(({ name }) => name).filter((name) => !rules.includes(`wall-${name}`));
    expect(open).toEqual(['app']);
  });

  test('are part of `npm run check`', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts['walls']).toBe('depcruise --config .dependency-cruiser.mjs src');
    expect(`${scripts['check'] ?? ''} ${scripts['check:static'] ?? ''}`).toMatch(/npm run (--silent )?walls/);
  });
});
