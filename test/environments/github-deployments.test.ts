import { beforeEach, expect, test } from '@jest/globals';
import { openDeploymentAnswers } from '#engine/deployment-answers.js';
import { openGitHubDeployments } from '#environments/github-deployments/open-github-deployments.js';
import { GitHubFault } from '#errors/github-fault.js';
import { UnderWay } from '#errors/under-way.js';
import type { DeploymentAnswer } from '#ports/deployment-answers.js';
import type { Environments, Work } from '#ports/environments.js';
import type { DeploymentStatus, NewDeployment } from '#ports/github.js';
import { aWork, production, sandbox, settingsOf } from '../contract/environments-place.js';

const [live, head] = ['a'.repeat(40), 'b'.repeat(40)];
const git = { source: { url: 'http://127.0.0.1/shop.git', token: '' } } as Parameters<typeof aWork>[0];
const minute = 60_000;

let now: number;
let requests: string[];
let made: (NewDeployment & { id: number })[];
let said: (DeploymentStatus & { deployment: number })[];
/** What GitHub would tell of the statuses of every deployment. */
let onGitHub: DeploymentAnswer[];
let sameWorkflows: boolean;
let breaking: (() => void) | null;
let environments: Omit<Environments, 'probe'>;
let answers: ReturnType<typeof openDeploymentAnswers>;
let reopen: () => void;

beforeEach(() => {
  now = 1_000_000;
  [requests, made, said, onGitHub] = [[], [], [], []];
  [sameWorkflows, breaking] = [true, null];
  const notes = new Map<string, string>();
  const store = {
    loadNote: (name: string) => Promise.resolve(notes.get(name) ?? null),
    saveNote: (name: string, value: string) => Promise.resolve(void notes.set(name, value)),
  };
  const ask = <Answer>(what: string, answer: () => Answer): Promise<Answer> => {
    requests.push(what);
    return Promise.resolve().then(answer);
  };
  reopen = () => {
    answers = openDeploymentAnswers(store);
    environments = openGitHubDeployments({
      notes: store,
      answers,
      clock: { now: () => now },
      github: {
        createDeployment: (_repository, deployment) =>
          ask('create', () => {
            made.push({ ...deployment, id: made.length + 1 });
            breaking?.();
            return { id: made.length };
          }),
        listDeployments: () =>
          ask('list', () =>
            made.map(({ id, sha, task, payload }) => ({ id, sha, task, operation: payload.operation })),
          ),
        setDeploymentStatus: (_repository, deployment, status) =>
          ask('say', () => void said.push({ ...status, deployment })),
        listDeploymentAnswers: () => ask('look', () => onGitHub),
        hasSameWorkflows: () => ask('compare', () => sameWorkflows),
      },
    });
  };
  reopen();
});

/** Work whose environment needs no probe to be healthy. */
const unprobed = (over: Partial<Work['settings']> = {}): Work['settings'] => {
  const settings = settingsOf({ executor: 'github-deployments', timeoutMs: 10 * minute, ...over });
  return {
    ...settings,
    production: { ...settings.production, probes: [] },
    sandbox: { ...settings.sandbox, probes: [] },
  };
};

const work = (over: Partial<Work> = {}): Work =>
  aWork(git, head, { scripts: live, settings: unprobed(), ...over });

let statuses = 0;
const anAnswer = (over: Partial<DeploymentAnswer>): DeploymentAnswer => ({
  id: (statuses += 1),
  state: 'success',
  description: '',
  environmentUrl: 'http://127.0.0.1:1/',
  logUrl: null,
  by: 'github-actions[bot]',
  at: now,
  ...over,
});

const hears = (deployment: number, over: Partial<DeploymentAnswer>) =>
  answers.note(7, deployment, anAnswer(over));

/** How long the executor wants to be left alone. */
async function waits(asked: Promise<unknown>): Promise<number> {
  const error: unknown = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UnderWay)) throw new Error(`it does not wait: ${String(error)}`);
  return error.afterMs;
}

test('work is asked for once, and asking again costs no request until it is time to look', async () => {
  const asked = work();
  expect(await waits(environments.deploy(asked))).toBe(3 * minute);
  expect(made).toMatchObject([
    {
      sha: head,
      task: 'greenlight:deploy',
      environment: sandbox.name,
      production: false,
      payload: {
        executor: 'github-deployments',
        operation: asked.id,
        task: '7#12',
        round: 1,
        kind: 'sandbox',
        scripts: live,
        script: '.greenlight/deploy',
        backup: null,
      },
    },
  ]);
  now += 2 * minute;
  reopen();
  expect(await waits(environments.deploy(asked))).toBe(minute);
  expect(requests).toEqual(['create']);
});

test('an answer that was not delivered is found when it is looked for', async () => {
  const asked = work();
  await waits(environments.deploy(asked));
  onGitHub = [anAnswer({})];
  now += 3 * minute;
  expect(await environments.deploy(asked)).toMatchObject({ kind: 'done', commit: head });
  expect(requests).toEqual(['create', 'look']);
});

test('what broke off while it was asked for is looked for before it is asked for again', async () => {
  const asked = work();
  breaking = () => {
    throw new GitHubFault('the connection broke', { kind: 'retry' });
  };
  await expect(environments.deploy(asked)).rejects.toThrow('the connection broke');
  breaking = null;
  reopen();
  await waits(environments.deploy(asked));
  expect([made.length, requests]).toEqual([1, ['create', 'list']]);
});

test('what GitHub refuses is a failure of the source, and holds up nobody', async () => {
  breaking = () => {
    throw new GitHubFault('No ref found', { kind: 'refused', status: 422 });
  };
  const result = await environments.deploy(work());
  expect(result).toMatchObject({
    kind: 'failed',
    at: 'source',
    why: expect.stringContaining('No ref found'),
  });
  breaking = null;
  await waits(environments.deploy(work()));
});

test('silence longer than the time is a failure that says what to look at; signs of life prolong it', async () => {
  const asked = work();
  await waits(environments.deploy(asked));
  now += 9 * minute;
  await hears(1, { state: 'in_progress', logUrl: 'http://127.0.0.1/log' });
  now += 9 * minute;
  const logs: string[] = [];
  expect(await waits(environments.deploy({ ...asked, onLog: (url) => logs.push(url) }))).toBe(minute);
  expect(logs).toEqual(['http://127.0.0.1/log']);
  now += minute;
  const late = await environments.deploy(asked);
  expect(late).toMatchObject({
    kind: 'failed',
    at: 'timeout',
    why: 'the workflow said nothing more for 10 min after “in_progress”; look at its log (http://127.0.0.1/log)',
  });
  expect(said).toMatchObject([{ deployment: 1, state: 'error' }]);

  const unheard = work();
  await waits(environments.deploy(unheard));
  now += 10 * minute;
  expect(await environments.deploy(unheard)).toMatchObject({
    at: 'timeout',
    why: expect.stringMatching(
      /^no workflow answered .*is there \.github\/workflows\/greenlight\.yml in bbbbbbb/,
    ),
  });
  await hears(2, { state: 'success' });
  expect(await environments.deploy(unheard)).toMatchObject({ kind: 'failed', at: 'timeout' });
});

test('a clock that is set forward by hours makes no silence: the work gets its time from then on', async () => {
  const asked = work();
  await waits(environments.deploy(asked));
  now += 5 * 60 * minute;
  expect(await waits(environments.deploy(asked))).toBe(3 * minute);
  now += 9 * minute;
  await waits(environments.deploy(asked));
  now += minute;
  expect(await environments.deploy(asked)).toMatchObject({ kind: 'failed', at: 'timeout' });
});

test('a backup is as old as by our own clock: GitHub’s may be hours behind it, or ahead', async () => {
  const [behind, ahead] = [work({ environment: production }), work({ environment: production })];
  const description = `sha256=${'c'.repeat(64)} bytes=120`;
  await waits(environments.backup(behind));
  const asked = now;
  now += minute;
  await hears(1, { description, at: asked - 300 * minute });
  expect(await environments.backup(behind)).toMatchObject({ backup: { at: asked } });
  await waits(environments.backup(ahead));
  await hears(2, { description, at: now + 300 * minute });
  expect(await environments.backup(ahead)).toMatchObject({ backup: { at: now } });
});

test.each(['failure', 'error'] as const)('an answer of %s fails the work with its words', async (state) => {
  const asked = work();
  await waits(environments.deploy(asked));
  await hears(1, { state, description: 'no room left', logUrl: 'http://127.0.0.1/log' });
  expect(await environments.deploy(asked)).toEqual({
    kind: 'failed',
    at: 'script',
    why: 'no room left',
    log: 'http://127.0.0.1/log',
  });
  expect(said).toEqual([]);
});

test('answers may come twice and in any order: an end stays an end, and the last of two counts', async () => {
  await hears(1, { id: 50, at: 2_000, state: 'success' });
  for (const [id, at, state] of [
    [50, 2_000, 'success'],
    [60, 3_000, 'in_progress'],
    [40, 2_000, 'failure'],
    [70, 9_000, 'inactive'],
  ] as const)
    expect(await hears(1, { id, at, state })).toMatchObject({ id: 50, state: 'success' });
  expect(await hears(1, { id: 80, at: 4_000, state: 'failure' })).toMatchObject({ id: 80 });
});

test('an answer that is not by whom the configuration names does not count', async () => {
  const asked = work({ settings: unprobed({ answeredBy: ['Deployer'] }) });
  await waits(environments.deploy(asked));
  onGitHub = [anAnswer({ by: 'mallory' })];
  now += 3 * minute;
  await waits(environments.deploy(asked));
  onGitHub = [...onGitHub, anAnswer({ by: 'deployer', state: 'failure', description: 'no' })];
  now += 3 * minute;
  expect(await environments.deploy(asked)).toMatchObject({ kind: 'failed', why: 'no' });
});

test('a deployment that somebody takes back is a failure', async () => {
  const asked = work();
  await waits(environments.deploy(asked));
  await hears(1, { state: 'inactive', by: 'olga' });
  expect(await environments.deploy(asked)).toMatchObject({
    kind: 'failed',
    why: 'olga took the deployment back before it was done',
  });
});

test('what the pipeline calls a success is looked at; what does not answer is said on the deployment', async () => {
  const [probe] = settingsOf({}).sandbox.probes;
  if (probe === undefined) throw new Error('no probe');
  const asked = work({ settings: settingsOf({ sandbox: { ...settingsOf({}).sandbox, probes: [probe] } }) });
  await waits(environments.deploy(asked));
  await hears(1, { state: 'success' });
  expect(await environments.deploy(asked)).toMatchObject({ kind: 'failed', at: 'probes' });
  expect(said).toMatchObject([
    { deployment: 1, state: 'failure', description: expect.stringContaining('front page') },
  ]);
});

test('work in one environment takes turns; what was silent for too long does not hold up others', async () => {
  const first = work();
  await waits(environments.deploy(first));
  const second = work({ task: '7#13' });
  expect(await waits(environments.deploy(second))).toBe(30_000);
  await waits(environments.deploy(work({ environment: production })));
  expect(made).toHaveLength(2);
  await hears(1, { state: 'success' });
  await waits(environments.deploy(second));
  await environments.deploy(first);
  await waits(environments.deploy(second));
  expect(made).toHaveLength(3);
  now += 10 * minute + 1;
  await waits(environments.deploy(work()));
  expect(made).toHaveLength(4);
});

test('what nobody waits for any more is said to be inactive, and its answer changes nothing', async () => {
  const asked = work({ id: '7#12:3:DeploySandbox:deploy' });
  await waits(environments.deploy(asked));
  await environments.abandon?.({ repository: asked.repository, operation: '7#12:3:DeploySandbox' });
  expect(said).toMatchObject([{ deployment: 1, state: 'inactive' }]);
  await hears(1, { state: 'success' });
  expect(await environments.deploy(asked)).toMatchObject({ kind: 'failed' });
  await environments.abandon?.({ repository: asked.repository, operation: '7#12:3:DeploySandbox' });
  expect(said).toHaveLength(1);
  await waits(environments.deploy(work()));
});

test('a backup is what the workflow reports of it, and without a checksum it is none', async () => {
  const asked = work({ environment: production });
  await waits(environments.backup(asked));
  await hears(1, { description: `sha256=${'c'.repeat(64)} bytes=120 where=bucket shop, eu-west` });
  const kept = await environments.backup(asked);
  expect(kept).toMatchObject({
    kind: 'done',
    backup: {
      environment: 'production',
      commit: head,
      bytes: 120,
      sha256: 'c'.repeat(64),
      where: 'bucket shop, eu-west',
    },
  });
  expect(kept.kind === 'done' && made[0]?.payload['backup']).toEqual({
    id: kept.kind === 'done' && kept.backup.id,
  });
  const silent = work({ environment: production });
  await waits(environments.backup(silent));
  await hears(2, { description: 'all is well' });
  expect(await environments.backup(silent)).toMatchObject({
    kind: 'failed',
    why: expect.stringContaining('sha256=<64 hexadecimal digits> bytes=<size>'),
  });
});

test.each([
  ['repeats the checksum', `sha256=${'c'.repeat(64)}`, { kind: 'done', restored: { data: 'yes' } }],
  ['says nothing of the data', 'done', { kind: 'done', restored: { data: 'unseen' } }],
  ['names another checksum', `sha256=${'d'.repeat(64)}`, { kind: 'failed', restored: { data: 'no' } }],
])('a restoration that %s says so', async (_title, description, expected) => {
  const backup = {
    id: 'e'.repeat(32),
    environment: 'production',
    commit: live,
    bytes: 1,
    sha256: 'c'.repeat(64),
    at: now,
  };
  const asked = { ...work({ environment: production }), backup };
  await waits(environments.restore(asked));
  expect(made).toMatchObject([{ sha: live, payload: { backup: { id: backup.id, sha256: backup.sha256 } } }]);
  await hears(1, { description });
  expect(await environments.restore(asked)).toMatchObject(expected);
});

test('a fork’s workflows are never run: its change must have those of the default branch', async () => {
  sameWorkflows = false;
  const result = await environments.deploy(work({ fork: true }));
  expect(result).toMatchObject({ kind: 'failed', at: 'source', why: expect.stringContaining('from a fork') });
  expect(made).toEqual([]);
  await waits(environments.deploy(work({ fork: true, commit: live })));
  await waits(environments.deploy(work({ environment: production })));
  expect(requests).toEqual(['compare', 'create', 'create']);
});

test.each(['backup', 'destroy', 'stop'] as const)(
  '%s is done with the workflow of the scripts, whatever runs',
  async (operation) => {
    const settings = unprobed({ scripts: settingsOf({}).scripts });
    await waits(environments[operation](work({ fork: true, settings })));
    expect(made).toMatchObject([{ sha: live, payload: { commit: head, scripts: live } }]);
    expect(requests).toEqual(['create']);
  },
);

test('work that was ended makes no request', async () => {
  await expect(
    environments.deploy(work({ signal: AbortSignal.abort(new Error('superseded')) })),
  ).rejects.toThrow('superseded');
  expect(requests).toEqual([]);
});
