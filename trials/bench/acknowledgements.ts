import type { Figure } from '../figures.js';
import { commands, type Size, sizeNames } from './deliveries.js';
import {
  type Ground,
  type ServedGitHub,
  startGitHubProcess,
  startGreenlight,
  startOther,
  type StoreKind,
  webhookPath,
  webhookSecret,
} from './ground.js';
import type { MeasuredServer } from './run-server.js';
import type { Scenario } from './scenario.js';
import { type Answered, send } from './send.js';

type Contender = 'bare' | 'probot' | StoreKind;

const names: Readonly<Record<Contender, string>> = {
  bare: 'bare node:http',
  probot: 'Probot, empty handler',
  embedded: 'Greenlight embedded',
  postgresql: 'Greenlight on PostgreSQL',
};
const sizes: readonly Size[] = ['small', 'real', 'long'];
const githubLatencyMs = 50;
/** So many that no contender waits for whoever sends, one that waits for a disk neither. */
const manyConnections = 100;

/** Deliveries that are answered a second, side by side. Greenlight's are commands on tasks: each is stored before it is answered, and worked on meanwhile. */
export const acknowledgements: Scenario = {
  name: 'acknowledgements',
  run: async (ground, tell) => {
    const github = await startGitHubProcess(ground, githubLatencyMs);
    const figures: Figure[] = [];
    try {
      for (const size of ground.quick ? (['real'] as const) : sizes)
        figures.push(...(await compare(ground, github, { size, tell })));
    } finally {
      await github.stop();
    }
    return figures;
  },
};

async function compare(
  ground: Ground,
  github: ServedGitHub,
  { size, tell }: { size: Size; tell: (line: string) => void },
): Promise<readonly Figure[]> {
  const answered = new Map<Contender, Answered>();
  const figures: Figure[] = [];
  for (const contender of contenders(ground)) {
    tell(`${names[contender]}, ${sizeNames[size]}`);
    const { result, lost } = await measure(ground, github, { contender, size });
    answered.set(contender, result);
    const name = `${sizeNames[size]}, ${names[contender]}`;
    figures.push(
      { name: `${name}: acknowledged`, value: result.perSecond, unit: '/s' },
      { name: `${name}: p50`, value: result.p50, unit: 'ms' },
      { name: `${name}: p99`, value: result.p99, unit: 'ms' },
      { name: `${name}: not 2xx`, value: result.failed, unit: '', limit: { atMost: 0 } },
      ...(lost === null
        ? []
        : [{ name: `${name}: acknowledged but not stored`, value: lost, unit: '', limit: { atMost: 0 } }]),
    );
  }
  return [...figures, ...ratios(answered, size)];
}

function contenders({ postgres }: Ground): readonly Contender[] {
  return ['bare', 'probot', 'embedded', ...(postgres === null ? [] : (['postgresql'] as const))];
}

function ratios(answered: ReadonlyMap<Contender, Answered>, size: Size): readonly Figure[] {
  const of = (contender: Contender): number => answered.get(contender)?.perSecond ?? 0;
  return (['embedded', 'postgresql'] as const)
    .filter((contender) => answered.has(contender))
    .map((contender) => ({
      name: `${sizeNames[size]}, ${names[contender]} beside Probot`,
      value: of(contender) / of('probot'),
      unit: '×',
      ...(size === 'real' && { limit: { atLeast: 0.5 } }),
    }));
}

async function measure(
  ground: Ground,
  github: ServedGitHub,
  { contender, size }: { contender: Contender; size: Size },
): Promise<{ result: Answered; lost: number | null }> {
  const isOurs = contender === 'embedded' || contender === 'postgresql';
  const greenlight = isOurs
    ? await startGreenlight(ground, github, { store: contender, tasks: github.comments.length })
    : null;
  const server: MeasuredServer = greenlight ?? (await startOther(ground, isOurs ? 'bare' : contender));
  try {
    const make = commands(size, github, webhookSecret);
    const url = `${server.url}${webhookPath}`;
    const warm = await send(url, make, { connections: 10, seconds: 1 });
    const result = await send(url, make, {
      connections: manyConnections,
      seconds: ground.quick ? 1 : 6,
    });
    await server.stop();
    if (greenlight === null) return { result, lost: null };
    // The last ones may have been stored although nobody waited for the answer any more: more than acknowledged is no loss.
    const stored = await greenlight.count(
      `select count(*) from jobs where kind = 'event' and dedupe is not null`,
    );
    return { result, lost: Math.max(0, warm.ok + result.ok - stored) };
  } finally {
    await server.stop();
  }
}
