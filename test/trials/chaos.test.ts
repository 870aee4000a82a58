import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import ts from 'typescript';
import { courses } from '../../trials/chaos/plan.js';
import { run, type Outcome } from '../../trials/chaos/run.js';
import { seeded } from '../../trials/chaos/seeded.js';
import { compileServer } from '../support/server-process.js';

let directory: string;
let program: string;
let outcome: Outcome;

/** The server under trial is a process of its own, so it is compiled. */
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'greenlight-chaos-test-'));
  program = await compileTrial();
  outcome = await run({
    program,
    directory: join(directory, 'run'),
    replicas: 1,
    databaseUrl: null,
    forMs: 12_000,
    trouble: { killsPerMinute: 30, faultShare: 0.05 },
    chance: seeded(20_261_125),
    courses: courses.filter(({ name }) => ['straight', 'cancelled in development'].includes(name)),
    repositories: 2,
    atOnce: 2,
    settleMs: 90_000,
    say: () => undefined,
  });
}, 180_000);

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function compileTrial(): Promise<string> {
  const target = compileServer();
  const into = join(target, 'trials');
  mkdirSync(into);
  for (const file of await readdir('trials/chaos')) {
    const source = await readFile(join('trials/chaos', file), 'utf8');
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
    await writeFile(
      join(into, file.replace(/\.ts$/, '.js')),
      ts.transpileModule(source, { compilerOptions }).outputText,
    );
  }
  return join(into, 'app.js');
}

test('the server is killed in the middle of its work, and each task ends where it was to end', () => {
  expect(outcome.kills.length).toBeGreaterThan(2);
  expect(outcome.findings.lost).toEqual([]);
  expect(outcome.parts.map(({ stage }) => stage).sort()).toEqual(['cancelled', 'released']);
});

test('nothing was done twice: cards, replies, deployments, merges, releases', () => {
  expect(outcome.findings.doubled).toEqual([]);
  expect(outcome.findings.counts).toMatchObject({ releases: 1, merges: 1 });
});
