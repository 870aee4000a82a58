import { type Stage, stages } from '#process/stage.js';
import { stageTable } from '#process/stages.js';
import type { Repository, RequestRecord } from '#simulator/github.js';
import { type Requests, costOf } from './count-requests.js';
import { cast } from './cast.js';
import { type Play, readPage } from './play.js';
import type { Seen } from './scenes/finish.js';

/** One thing that the demo claims, and whether it was found true by reading pages, repository and GitHub back. */
export interface Claim {
  readonly claim: string;
  readonly holds: boolean;
  /** What was found. */
  readonly found: string;
}

const claim = (text: string, holds: boolean, found: string): Claim => ({ claim: text, holds, found });

/** Checks everything that the demo claims. */
export async function verify(play: Play, seen: Seen, requests: Requests): Promise<readonly Claim[]> {
  return [
    ...stageClaims(play),
    ...loopClaims(play, seen),
    ...(await releaseClaims(play)),
    ...(await afterwardsClaims(play, seen)),
    ...costClaims(play, requests),
  ];
}

function stageClaims({ stage: { app, github } }: Play): readonly Claim[] {
  const expected = stages.filter((stage) => stage !== 'cancelled');
  const visited = new Set<Stage>(app.decisions.flatMap(({ moves }) => moves.map(({ to }) => to)));
  visited.add('discussion');
  const missing = expected.filter((stage) => !visited.has(stage));
  const labelled = github.deliveries
    .filter(({ event, action }) => event === 'issues' && action === 'labeled')
    .map(({ payload }) => (payload['label'] as { name: string }).name)
    .filter((name) => name.startsWith('stage: '))
    .map((name) => name.slice('stage: '.length));
  const path = ['discussion', ...app.decisions.flatMap(({ moves }) => moves.map(({ to }) => to))];
  return [
    claim('every stage of the process was gone through', missing.length === 0, missing.join(', ') || 'all'),
    claim(
      'the labels on GitHub tell the same way, in the same order',
      isSubsequence(labelled, path) && labelled.length > stages.length - 2,
      `${labelled.length} labels`,
    ),
  ];
}

/** Stages that are passed through at once may be left out on GitHub; none is shown that was not there, or at another time. */
function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  return part.every((one) => {
    at = whole.indexOf(one, at) + 1;
    return at > 0;
  });
}

function loopClaims({ stage: { app } }: Play, { rolledBack }: Seen): readonly Claim[] {
  const rounds = Math.max(...app.decisions.map(({ round }) => round));
  const rollbacks = app.decisions.filter(({ event }) => event === 'ProductionRestored').length;
  return [
    claim('the client’s rejection began a second round', rounds >= 2, `${rounds} rounds`),
    claim('production was rolled back once', rollbacks === 1, `${rollbacks} rollbacks`),
    heldClaim(app.decisions),
    claim(
      'after the rollback the very commit from before was served, its data intact',
      rolledBack.before !== null && rolledBack.before === rolledBack.after && rolledBack.dataKept,
      `${short(rolledBack.before)} before, ${short(rolledBack.after)} after`,
    ),
  ];
}

/** Nothing was granted production between the rollback and DevOps' word. */
function heldClaim(decisions: Play['stage']['app']['decisions']): Claim {
  const restored = decisions.findIndex(({ event }) => event === 'ProductionRestored');
  const lifted = decisions.findIndex(({ because }) => because === 'production_unheld');
  const granted = decisions.findIndex(({ event }, at) => event === 'ProductionGranted' && at > restored);
  return claim(
    'after the rollback production was held until DevOps lifted it',
    restored >= 0 && restored < lifted && lifted < granted && decisions[lifted]?.by === cast.devops,
    `lifted by ${decisions[lifted]?.by ?? 'nobody'}`,
  );
}

async function releaseClaims(play: Play): Promise<readonly Claim[]> {
  return [...(await treeClaims(play)), ...checkClaims(play)];
}

async function treeClaims({ stage: { repository } }: Play): Promise<readonly Claim[]> {
  const approved = approvedCommit(repository);
  const [release] = repository.releases();
  const tagged = (await repository.tags()).find(({ name }) => name === release?.tag_name);
  const main = await repository.git('rev-parse', 'main');
  const trees = await Promise.all([approved, tagged?.sha, main].map((sha) => treeOf(repository, sha)));
  return [
    claim('a release is published', release?.draft === false, release?.tag_name ?? 'none'),
    claim(
      'released, merged and approved are the same tree',
      trees[0] !== null && trees.every((tree) => tree === trees[0]),
      trees.map(short).join(', '),
    ),
    claim('the tag is on the default branch', tagged?.sha === main, short(tagged?.sha ?? null)),
  ];
}

function checkClaims(play: Play): readonly Claim[] {
  const { repository } = play.stage;
  const pull = repository.pull(play.change);
  const check = repository.checks(pull.head.sha).findLast(({ name }) => name === 'greenlight');
  const early = greenBefore(play);
  return [
    claim('the change is merged', pull.merged, pull.merged ? 'merged' : pull.state),
    claim(
      'the required check turned green for the release and never before',
      check?.conclusion === 'success' && early === 0,
      `${check?.conclusion ?? 'none'}, ${early} times before`,
    ),
  ];
}

/** The commit that the client saw and approved: what the production deployment was made of. */
function approvedCommit(repository: Repository): string | null {
  const served = repository
    .deployments()
    .findLast(({ environment, task }) => environment === 'production' && task === 'greenlight:deploy');
  return served?.sha ?? null;
}

/** Green checks that were put while a gate was still open. */
function greenBefore({ stage: { github, app } }: Play): number {
  const release = app.decisions.find(({ moves }) => moves.some(({ to }) => to === 'release'))?.at ?? Infinity;
  return github.requests.filter(
    ({ at, route, body }) =>
      at < release &&
      route.includes('/check-runs') &&
      (body as { conclusion?: string } | null)?.conclusion === 'success',
  ).length;
}

async function afterwardsClaims(play: Play, { sandbox }: Seen): Promise<readonly Claim[]> {
  const { github, repository, production } = play.stage;
  const page = await readPage(production);
  const approved = approvedCommit(repository);
  const sandboxAnswers = await readPage(sandbox).then(
    () => true,
    () => false,
  );
  const issue = repository.issue(play.issue);
  const followups = repository.issues().filter(({ title }) => title.includes('ribbon'));
  return [
    claim('production serves what was approved', page.commit === approved, short(page.commit)),
    claim('the sandbox is gone', !sandboxAnswers, sandboxAnswers ? 'it still answers' : 'nothing answers'),
    claim(
      'the issue is closed as completed',
      issue.state_reason === 'completed',
      `${issue.state}, ${issue.state_reason ?? 'no reason'}`,
    ),
    claim('what comes next has an issue of its own', followups.length === 1, `${followups.length} issues`),
    claim(
      'Greenlight asked GitHub for nothing that the simulated one does not know',
      github.unknown.length === 0,
      github.unknown.map(({ route }) => route).join(', ') || 'nothing',
    ),
  ];
}

/** The costs we hold ourselves to: docs/costs.md. */
function costClaims({ stage: { github, app } }: Play, requests: Requests): readonly Claim[] {
  const verdicts = Math.max(...costOf(requests, ['Approved', 'Rejected']));
  const sandbox = Math.max(...costOf(requests, ['SandboxDeployed']));
  const shipped = sum(costOf(requests, ['ProductionTouched', 'ProductionDeployed', 'Released']).slice(-3));
  const rounds = Math.max(...app.decisions.map(({ round }) => round));
  const comments = github.requests.filter(isNewComment).length;
  const followups = github.requests.filter(isNewIssue).length;
  return [
    claim('an approval or rejection costs at most 6 requests', verdicts <= 6, `at most ${verdicts}`),
    claim('a deployment to the sandbox costs at most 9', sandbox <= 9, `at most ${sandbox}`),
    claim(
      'deployment to production and release cost at most 15, and one for each issue of what comes next',
      shipped - followups <= 15,
      `${shipped}, ${followups} of them for what comes next`,
    ),
    claim('at most 4 new comments a round', comments <= 4 * rounds, `${comments} in ${rounds} rounds`),
  ];
}

/** Whether a request made a new comment. */
export function isNewComment({ method, route }: { method: string; route: string }): boolean {
  return method === 'POST' && route.endsWith('/issues/{issue_number}/comments');
}

const isNewIssue = ({ method, route, cause }: RequestRecord): boolean =>
  cause === 'ReleaseChange' && method === 'POST' && route.endsWith('/issues');

async function treeOf(repository: Repository, sha: string | null | undefined): Promise<string | null> {
  return sha == null ? null : repository.git('rev-parse', `${sha}^{tree}`);
}

const short = (sha: string | null): string => sha?.slice(0, 7) ?? 'nothing';
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The step numbers in the order they were entered. */
export const stepOf = (stage: Stage): string => stageTable[stage].step;
