import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { apiUrl, pageUrl } from '../render/urls.js';
import type { RepositoryState } from '../state/records.js';
import { nameOf } from '../state/find.js';
import type { Happened, Run, RunnerOptions } from '../state/workflow-run.js';
import type { World } from '../state/world.js';
import { endTracked } from './end-tracked.js';
import { type Contexts, fill, holds, type JobStatus } from './expressions.js';
import type { InTurns } from './in-turns.js';
import { createJobToken, permissionsOf } from './job-token.js';
import { runJob } from './run-job.js';
import type { Job, Workflow } from './workflow.js';

/** What all runs of a repository have in common. */
export interface Shop {
  readonly world: World;
  readonly repository: RepositoryState;
  readonly options: RunnerOptions;
  readonly stop: AbortSignal;
  readonly inTurns: InTurns;
}

/** Runs the jobs of a workflow, each after those that it needs; they share nothing but the repository. */
export async function runWorkflow(
  shop: Shop,
  workflow: Workflow,
  happened: Happened,
  run: Run,
): Promise<void> {
  const results = new Map<string, { result: string; outputs: object }>();
  let conclusion: NonNullable<Run['conclusion']> = 'skipped';
  for (const [name, job] of Object.entries(workflow.jobs)) {
    const result = await takeJob(shop, { workflow, happened, run, name, job, results });
    results.set(name, { result, outputs: {} });
    if (result !== 'skipped' && conclusion !== 'failure') conclusion = result;
  }
  run.conclusion = conclusion;
}

interface JobTurn {
  readonly workflow: Workflow;
  readonly happened: Happened;
  readonly run: Run;
  readonly name: string;
  readonly job: Job;
  readonly results: ReadonlyMap<string, { result: string; outputs: object }>;
}

async function takeJob(shop: Shop, turn: JobTurn): Promise<JobStatus | 'skipped'> {
  const { job, results, run } = turn;
  const needed = [job.needs ?? []].flat();
  const needs = Object.fromEntries(
    needed.map((name) => [name, results.get(name) ?? { result: 'skipped', outputs: {} }]),
  );
  const isWell = Object.values(needs).every(({ result }) => result === 'success');
  const contexts = contextsOf(shop, turn, needs);
  try {
    if (!holds(job.if, contexts, isWell ? 'success' : 'failure')) return 'skipped';
    const group = typeof job.concurrency === 'string' ? job.concurrency : job.concurrency?.group;
    const key = group === undefined ? randomUUID() : fill(group, contexts);
    return await shop.inTurns(key, () => work(shop, turn, contexts));
  } catch (error) {
    run.log += `##[error]${(error as Error).message}\n`;
    return 'failure';
  }
}

/** The job in a place of its own; whatever it left running in the runner's sight is ended after it. */
async function work(
  { world, repository, options, stop }: Shop,
  { workflow, happened, run, name, job }: JobTurn,
  contexts: Contexts,
): Promise<JobStatus> {
  const place = join(options.directory, 'runs', String(run.id), name);
  const [workspace, temp, home] = ['workspace', 'temp', 'home'].map((one) => join(place, one)) as [
    string,
    string,
    string,
  ];
  await Promise.all([workspace, temp, home].map((path) => mkdir(path, { recursive: true })));
  const token = createJobToken(world, repository, permissionsOf(job.permissions, workflow.permissions));
  const tracking = `github_${randomUUID()}`;
  const github = { ...(contexts['github'] as object), workspace, token: token.value, job: name };
  const runner = { ...(contexts['runner'] as object), temp };
  const base = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    ...variablesOf(github),
    RUNNER_TEMP: temp,
    RUNNER_NAME: runnerName,
    RUNNER_OS: 'Linux',
    RUNNER_WORKSPACE: options.directory,
    RUNNER_TRACKING_ID: tracking,
  };
  const repositoryUrl = `${pageUrl(world, repository)}.git`;
  const log = (text: string): void => void (run.log += text);
  const bench = { job, workspace, temp, repositoryUrl, sha: happened.sha, token: token.value, base, log };
  try {
    return await runJob(bench, { contexts: { ...contexts, github, runner }, env: workflow.env, stop });
  } finally {
    world.tokens.delete(token.value);
    await endTracked(`RUNNER_TRACKING_ID=${tracking}`);
  }
}

const runnerName = 'simulated';

function contextsOf(
  { world, repository, options }: Shop,
  { workflow, happened, run }: JobTurn,
  needs: object,
): Contexts {
  const github = {
    event_name: happened.event,
    event: happened.payload,
    sha: happened.sha,
    ref: '',
    ref_name: '',
    repository: nameOf(repository),
    repository_owner: repository.owner.login,
    actor: happened.actor,
    workflow: workflow.name,
    run_id: String(run.id),
    run_number: '1',
    run_attempt: '1',
    server_url: world.url,
    api_url: apiUrl(world, ''),
    graphql_url: `${world.url}/api/graphql`,
  };
  const { variables: vars = {}, secrets = {} } = options;
  return { github, vars, secrets, runner: { name: runnerName, os: 'Linux' }, needs, inputs: {}, env: {} };
}

/** GITHUB_SHA for `github.sha`, and so on; the token is in no variable unless a step puts it there. */
function variablesOf(github: object): Record<string, string> {
  const texts = Object.entries(github).filter(
    ([name, value]) => name !== 'token' && typeof value === 'string',
  );
  return Object.fromEntries(texts.map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, value as string]));
}
