import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { renderFigures, writeFigures } from '../figures.js';
import { courses, planCourses } from './plan.js';
import { compare, figuresOf, isSound, renderOutcome } from './report.js';
import { run } from './run.js';
import { seeded } from './seeded.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    json: { type: 'string' },
    replicas: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '10' },
    repositories: { type: 'string', default: '6' },
    'kills-per-minute': { type: 'string', default: '36' },
    'no-oracle': { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const minutes = Number(values.minutes);
const replicas = Number(values.replicas);
const databaseUrl = process.env['DATABASE_URL'] ?? null;
if (replicas > 1 && databaseUrl === null)
  throw new Error('several replicas need a database: set DATABASE_URL to an empty one');
if (databaseUrl !== null && new URL(databaseUrl).searchParams.has('host'))
  throw new Error(
    'the connections that are dropped are TCP: DATABASE_URL must name a host and a port, not a socket',
  );

const directory = await mkdtemp(join(tmpdir(), 'greenlight-chaos-'));
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const common = {
  program: fileURLToPath(new URL('app.js', import.meta.url)),
  replicas,
  repositories: Number(values.repositories),
  atOnce: Number(values['at-once']),
  chance: seeded(seed),
  settleMs: 8 * 60_000,
};
say(`seed ${seed}; everything is kept in ${directory} while this runs`);

const oracle = values['no-oracle']
  ? null
  : await run({
      ...common,
      directory: join(directory, 'undisturbed'),
      replicas: 1,
      databaseUrl: null,
      forMs: 0,
      trouble: null,
      courses,
      say: (line) => say(`undisturbed: ${line}`),
    });
if (oracle !== null)
  say(`undisturbed: ${oracle.parts.length} tasks in ${Math.round(oracle.tookMs / 1_000)} s`);
const outcome = await run({
  ...common,
  directory: join(directory, 'chaos'),
  databaseUrl,
  forMs: minutes * 60_000,
  trouble: { killsPerMinute: Number(values['kills-per-minute']), faultShare: 0.1 },
  courses: planCourses(common.chance.fork('courses')),
  say,
});
const otherwise = oracle === null ? [] : compare(oracle, outcome);
const figures = figuresOf(outcome, { oracle, otherwise });
process.stdout.write(`${renderOutcome(outcome, otherwise)}\n\n${renderFigures(figures)}\n\nseed ${seed}\n`);
if (values.json !== undefined)
  await writeFigures(values.json, figures, {
    seed,
    minutes,
    replicas,
    database: databaseUrl === null ? 'embedded' : 'postgresql',
  });
if (isSound(figures)) await rm(directory, { recursive: true, force: true });
else {
  process.stdout.write(`what the servers logged and stored is in ${directory}\n`);
  process.exitCode = 1;
}
