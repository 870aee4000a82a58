import { readCommit } from '../git/read-commit.js';
import type { Annotation } from '../state/annotation.js';
import type {
  AppIdentity,
  CheckConclusion,
  CheckRun,
  CheckStatus,
  CheckSuite,
  Commit,
} from '../state/records.js';
import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import { suiteResult } from '../state/suite-result.js';
import { found, pullRequests } from '../state/find.js';
import { renderCheckRunOfPayload, renderCheckSuite } from '../render/render-check.js';
import type { Json } from '../render/json.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';

export interface CheckFields {
  name?: string | undefined;
  status?: CheckStatus | undefined;
  conclusion?: CheckConclusion | undefined;
  externalId?: string | undefined;
  detailsUrl?: string | undefined;
  startedAt?: number | undefined;
  completedAt?: number | undefined;
  output?:
    | { title: string | null; summary: string | null; text: string | null; annotations: Annotation[] }
    | undefined;
  actions?: CheckRun['actions'] | undefined;
}

/** Makes a check run of an App on a commit; throws 422 when the commit does not exist. */
export async function createCheckRun(
  doer: Doer,
  app: AppIdentity,
  fields: CheckFields & { name: string; headSha: string },
): Promise<CheckRun> {
  const { world, repository } = doer;
  const commit = await readCommit(repository, fields.headSha);
  if (!commit) throw refuse.invalid(`No commit found for SHA: ${fields.headSha}`);
  const id = world.newId();
  const run: CheckRun = {
    id,
    nodeId: nodeId('CR', id),
    name: fields.name,
    headSha: commit.sha,
    status: 'queued',
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
    externalId: '',
    detailsUrl: null,
    output: { title: null, summary: null, text: null, annotations: [] },
    actions: [],
    suite: suiteOf(doer, app, commit),
    app,
  };
  repository.checkRuns.push(run);
  apply(doer, run, fields);
  emitRun(doer, run, 'created');
  if (run.status === 'completed') complete(doer, run);
  return run;
}

export function updateCheckRun(doer: Doer, run: CheckRun, fields: CheckFields): void {
  const wasCompleted = run.status === 'completed';
  apply(doer, run, fields);
  if (run.status === 'completed' && !wasCompleted) complete(doer, run);
}

function apply(doer: Doer, run: CheckRun, fields: CheckFields): void {
  if (fields.status === 'completed' && fields.conclusion === undefined && run.conclusion === null) {
    throw refuse.invalid(
      'Invalid request.\n\nMissing input: conclusion is required when status is completed.',
    );
  }
  run.name = fields.name ?? run.name;
  run.externalId = fields.externalId ?? run.externalId;
  run.detailsUrl = fields.detailsUrl ?? run.detailsUrl;
  run.startedAt = fields.startedAt ?? run.startedAt;
  run.output = fields.output
    ? { ...fields.output, annotations: [...run.output.annotations, ...fields.output.annotations] }
    : run.output;
  run.actions = fields.actions ?? run.actions;
  setResult(doer, run, fields);
  run.suite.updatedAt = doer.world.now();
}

/** A conclusion completes a run; another status takes a conclusion away again. */
function setResult(doer: Doer, run: CheckRun, { status, conclusion, completedAt }: CheckFields): void {
  if (conclusion !== undefined) {
    Object.assign(run, { status: 'completed', conclusion, completedAt: completedAt ?? doer.world.now() });
  } else if (status !== undefined && status !== 'completed') {
    Object.assign(run, { status, conclusion: null, completedAt: null });
  }
}

function complete(doer: Doer, run: CheckRun): void {
  emitRun(doer, run, 'completed');
  doer.world.goOnWithQueues(doer);
  const runs = doer.repository.checkRuns.filter((one) => one.suite === run.suite);
  if (suiteResult(runs).status === 'completed') emitSuite(doer, run.suite, 'completed');
}

/** A person asks the App to run a check again: it should make a new run. */
export function rerequestRun(doer: Doer, run: CheckRun): void {
  emitRun(doer, run, 'rerequested');
}

export function rerequestSuite(doer: Doer, suite: CheckSuite): void {
  emitSuite(doer, suite, 'rerequested');
}

/** A person clicks one of the buttons of a completed run. */
export function requestAction(doer: Doer, run: CheckRun, identifier: string): void {
  if (run.status !== 'completed' || !run.actions.some((action) => action.identifier === identifier)) {
    throw refuse.invalid(`The check run ${run.name} has no button ${identifier}`);
  }
  emitRun(doer, run, 'requested_action', { requested_action: { identifier } });
}

/** A push asks the App under test for a suite on the new commit, if it may write checks. */
export async function requestSuite(doer: Doer, sha: string, branch: string): Promise<void> {
  const { world, repository } = doer;
  const exists = repository.checkSuites.some((suite) => suite.headSha === sha && suite.app === world.app);
  if (exists || world.app.permissions['checks'] !== 'write') return;
  const commit = found(await readCommit(repository, sha));
  emitSuite(doer, suiteOf(doer, world.app, commit, branch), 'requested');
}

function suiteOf(
  { world, repository }: Doer,
  app: AppIdentity,
  commit: Commit,
  branch = branchOf({ repository }, commit.sha),
): CheckSuite {
  const { sha } = commit;
  const existing = repository.checkSuites.find((suite) => suite.headSha === sha && suite.app === app);
  if (existing) return existing;
  const id = world.newId();
  const now = world.now();
  const suite: CheckSuite = {
    id,
    nodeId: nodeId('CS', id),
    headSha: sha,
    headCommit: commit,
    headBranch: branch,
    app,
    createdAt: now,
    updatedAt: now,
  };
  repository.checkSuites.push(suite);
  return suite;
}

function branchOf({ repository }: Pick<Doer, 'repository'>, sha: string): string | null {
  return pullRequests(repository).find(({ pull }) => pull.headSha === sha)?.pull.headRef ?? null;
}

/** What is asked of an App, and the buttons on its runs, only that App hears of. */
function isForOurApp({ world }: Doer, app: AppIdentity, action: string): boolean {
  return app === world.app || action === 'created' || action === 'completed';
}

function emitRun(doer: Doer, run: CheckRun, action: string, fields: Json = {}): void {
  if (!isForOurApp(doer, run.app, action)) return;
  emit(doer, 'check_run', action, {
    check_run: renderCheckRunOfPayload(doer.world, doer.repository, run),
    ...fields,
  });
}

function emitSuite(doer: Doer, suite: CheckSuite, action: string): void {
  if (!isForOurApp(doer, suite.app, action)) return;
  const rendered = renderCheckSuite(doer.world, doer.repository, suite);
  delete rendered['repository'];
  emit(doer, 'check_suite', action, { check_suite: rendered });
}
