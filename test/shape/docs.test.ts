import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { findStaleDocs, writeDocs } from '#cli/docs/keep-docs.js';
import { renderDocs } from '#cli/docs/render-docs.js';
import { formsOf } from '#commands/forms-of.js';
import { registry } from '#commands/registry.js';
import { listKeys } from '#config/list-keys.js';
import { parseConfig } from '#config/parse-config.js';
import { catalogue } from '#errors/catalogue.js';
import { reasonCodes } from '#process/because.js';
import { stages } from '#process/stage.js';
import { stageTable } from '#process/stages.js';

const read = (path: string): string => readFileSync(path, 'utf8');
const fences = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\`$`, 'gm'))].map(
    ([, indent = '', body = '']) => body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );

describe('the documentation that is made from code', () => {
  test('is what `npm run docs` would write now, and nothing else is in docs/reference', async () => {
    expect(await findStaleDocs('.')).toEqual([]);
  });

  test('is noticed and mended when a page was edited, is missing, or is one that nobody makes', async () => {
    const root = await mkdtemp(join(tmpdir(), 'greenlight-docs-'));
    const all = [...renderDocs().keys()];
    expect([...(await writeDocs(root))].sort()).toEqual([...all].sort());
    expect(await findStaleDocs(root)).toEqual([]);

    await appendFile(join(root, 'docs/reference/stages.md'), 'x');
    await rm(join(root, 'docs/greenlight.schema.json'));
    await appendFile(join(root, 'docs/reference/more.md'), 'x');
    const stale = ['docs/greenlight.schema.json', 'docs/reference/more.md', 'docs/reference/stages.md'];
    expect([...(await findStaleDocs(root))].sort()).toEqual(stale);
    expect([...(await writeDocs(root))].sort()).toEqual(stale);
    expect(await findStaleDocs(root)).toEqual([]);
    await rm(root, { recursive: true });
  });

  test('says of itself where it is from', () => {
    for (const text of renderDocs().values()) {
      const source = /Made by `npm run docs` from ([^;]+);/.exec(
        text.split('\n').slice(0, 2).join('\n'),
      )?.[1];
      for (const path of source?.split(/, | and /) ?? ['not said']) expect(existsSync(path)).toBe(true);
    }
  });

  test.each<[string, readonly string[]]>([
    [
      'commands',
      Object.values(registry)
        .flatMap(formsOf)
        .map(({ usage }) => usage.replaceAll('|', '\\|')),
    ],
    [
      'configuration',
      listKeys().flatMap(({ path, description }) => [
        path.replace('sandbox.probes[]', 'production.probes[]'),
        description,
      ]),
    ],
    [
      'errors',
      Object.entries(catalogue).flatMap(([code, { message, hint }]) => [`## ${code}`, message, hint]),
    ],
    ['reasons', reasonCodes.map((code) => `\`${code}\``)],
    ['stages', stages.map((stage) => `stage: ${stage}`)],
  ])('leaves nothing out: %s', (page, texts) => {
    const text = read(`docs/reference/${page}.md`);
    expect(texts.filter((one) => !text.includes(one))).toEqual([]);
  });
});

describe('the picture of the process', () => {
  const [diagram = ''] = fences(read('docs/reference/stages.md'), 'mermaid');
  const idOf = (stage: string): string => stage.replaceAll('-', '_');

  test('has every stage, with its number', () => {
    const drawn = [...diagram.matchAll(/^ {2}state "(.+)" as (\w+)$/gm)].map(([, name, id]) => [id, name]);
    const rests = ['released', 'cancelled'];
    expect(drawn).toEqual(
      stages.map((stage) => [
        idOf(stage),
        rests.includes(stage)
          ? stageTable[stage].title
          : `${stageTable[stage].step} ${stageTable[stage].title}`,
      ]),
    );
  });

  test('has the arrows of the table and no other, each once and with its reasons', () => {
    const arrows = new Map<string, string>();
    for (const [, from = '', to = '', reasons = ''] of diagram.matchAll(/^ {2}(\S+) --> (\S+) : (.+)$/gm)) {
      expect(arrows.has(`${from} ${to}`)).toBe(false);
      arrows.set(`${from} ${to}`, reasons);
    }
    const moves = stages.flatMap((stage) => {
      const { always = [], on } = stageTable[stage];
      return [...always, ...Object.values(on).flatMap(({ rules }) => rules)]
        .filter(({ to }) => to !== 'stay')
        .map((rule) => ({ arrow: `${idOf(stage)} ${idOf(rule.to)}`, rule }));
    });
    expect([...arrows.keys()].sort()).toEqual([...new Set(moves.map(({ arrow }) => arrow))].sort());
    for (const { arrow, rule } of moves) {
      const reasons = arrows.get(arrow) ?? '';
      for (const word of rule.because.split('_')) expect(reasons).toContain(word);
      if (rule.then?.includes('nextRound') === true) expect(reasons).toMatch(/next round$/);
    }
  });
});

describe('the configuration that is shown', () => {
  const [example = ''] = fences(read('docs/reference/configuration.md').split('## Example')[1] ?? '', 'yaml');
  const schema = JSON.parse(read('docs/greenlight.schema.json')) as object;

  test('as the example has every key, and can be used as it is', () => {
    expect(parseConfig(example)).toMatchObject({ ok: true });
    const value = load(example);
    const missing = listKeys().filter(({ path }) => {
      if (path.startsWith('environments.sandbox.probes[]')) return false;
      const steps = path.replaceAll('[]', '.0').split('.');
      return (
        steps.reduce<unknown>(
          (held, step) => (held as Record<string, unknown> | undefined)?.[step],
          value,
        ) === undefined
      );
    });
    expect(missing).toEqual([]);
  });

  test('as JSON Schema takes the example, and not what is wrong', () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(load(example))).toBe(true);
    expect(validate({ rolse: {} })).toBe(false);
    expect(validate({ roles: { client: ['no name'] } })).toBe(false);
  });

  test('in the README can be used as it is', () => {
    const shown = fences(read('README.md'), 'yaml');
    expect(shown.length).toBeGreaterThan(0);
    for (const text of shown) expect(parseConfig(text)).toMatchObject({ ok: true });
  });
});

describe('links', () => {
  const pages = [
    'README.md',
    ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name)),
  ].filter((path) => path.endsWith('.md'));

  /** The headings of a page, as addresses. */
  function anchors(path: string): readonly string[] {
    const text = read(path).replaceAll(/^```[^]*?^```$/gm, '');
    return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
  }

  test.each(pages)('of %s lead somewhere', (page) => {
    const text = read(page)
      .replaceAll(/^ *```[^]*?^ *```$/gm, '')
      .replaceAll(/`[^`\n]*`/g, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const broken = targets.filter((target) => {
      if (/^(https?:|mailto:)/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : resolve(dirname(page), path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchors(file).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('the comparison', () => {
  test('names only tests that there are', () => {
    const named = [...read('docs/comparison.md').matchAll(/`(test\/[\w/.-]+\.ts)`/g)].map(
      ([, path]) => path ?? '',
    );
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
