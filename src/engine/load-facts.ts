import { stageLabels } from '#wording/stage-labels.js';
import type { Settings } from '#config/settings.js';
import { parseChecklist } from '#commands/parse-checklist.js';
import type { Freshness, IssueSnapshot, Snapshot } from '#ports/github.js';
import type { Job, Lane } from '#ports/store.js';
import type { Event } from '#process/event.js';
import type { Actor, Facts, Seen } from '#process/facts.js';
import type { Rules } from '#process/rules.js';
import type { Stage } from '#process/stage.js';
import type { Change, Checks, Login, RepositoryRef, Task } from '#process/task.js';
import type { Config } from './configs.js';
import type { Engine } from './engine.js';
import { loadProduction } from './load-production.js';
import { loadRoles } from './load-roles.js';
import { look } from './look.js';

interface Who {
  readonly login: Login;
  readonly bot: boolean;
}

/** Where a word may bring something to production or decides about what is there, who may say it is asked anew. */
const beforeProduction: readonly Stage[] = [
  'demo',
  'deployment',
  'production-testing',
  'rollback',
  'final-demo',
  'teardown',
  'release',
];

const freshness = (task: Task | null): Freshness =>
  task !== null && beforeProduction.includes(task.stage) ? 'fresh' : 'remembered';

/** What was read for one event, and what the projection may reuse of it. */
export interface Loaded {
  readonly facts: Facts;
  readonly config: Config;
  readonly node: string | null;
}

/** A job that only says that something moved, in the lane that is held for it: a look that was made may answer it, too. */
interface Held {
  readonly lane: Lane;
  readonly job: Job;
}

/** Facts for something that a person or GitHub did: issue, change, live and configuration in one request, then the person's roles. */
export async function loadFacts(
  engine: Engine,
  subject: { repository: RepositoryRef; number: number; change: number | null },
  { task, who, event, job }: { task: Task | null; who: Who | null; event: Event; job?: Held },
): Promise<Loaded> {
  const { repository, number } = subject;
  const change = changeToRead(task, subject.change);
  const asOf = await engine.configs.asOf(repository);
  const { snapshot, isNew } =
    job === undefined
      ? { snapshot: await engine.github.loadSnapshot(repository, { issue: number, change }), isNew: true }
      : await look(engine, job, { repository, number, change });
  const config = isNew
    ? await engine.configs.take(repository, snapshot.config, asOf)
    : await engine.configs.of(repository);
  const fresh = freshness(task);
  const actor = who && (await loadActor(engine, who, { repository, config, look: fresh }));
  const named = event.type === 'RoleDelegated' ? event.to : null;
  const seen = toSeen(snapshot, config.settings);
  const head = seen.change?.head ?? null;
  const production = task && (await loadProduction(engine, task, { event, head }));
  return {
    facts: {
      ...plainFacts(engine, config),
      actor,
      repository,
      seen,
      ...(named !== null && {
        delegateIsPerson: (await engine.github.loadPermission(repository, named)) !== 'none',
      }),
      ...(production && { production }),
    },
    config,
    node: snapshot.issueNode,
  };
}

/** Facts for the outcome of an operation: nothing is read from GitHub but a configuration that is not known yet. */
export async function loadFactsOfOutcome(engine: Engine, task: Task, event: Event): Promise<Loaded> {
  const config = await engine.configs.of(task.repository);
  const production = await loadProduction(engine, task, { event, head: null });
  return { facts: { ...plainFacts(engine, config), production }, config, node: null };
}

/** The task's own change while it is open, else the one that the event came from. */
function changeToRead(task: Task | null, from: number | null): number | null {
  return task?.change?.open === true ? task.change.number : (from ?? task?.change?.number ?? null);
}

async function loadActor(
  engine: Engine,
  who: Who,
  { repository, config, look }: { repository: RepositoryRef; config: Config; look: Freshness },
): Promise<Actor> {
  const { settings } = config;
  const roles = who.bot
    ? []
    : await loadRoles(engine.github, { repository, login: who.login, settings, look });
  return { ...who, roles };
}

function plainFacts({ clock }: Engine, { settings, problem }: Config): Facts {
  return { now: clock.now(), rules: settings.rules, configProblem: problem, actor: null, seen: null };
}

/** The snapshot as the process sees it: a change that is not meant for the default branch counts as closed. */
function toSeen(snapshot: Snapshot, { rules, labels: named, language }: Settings): Seen {
  const { seen, defaultBranch } = snapshot;
  const change = seen.change && withChecks(aimed(seen.change, defaultBranch), snapshot, rules);
  const { title, body, open, labels } = seen.issue;
  const shows = stageShown(seen.issue, stageLabels(named.prefix, language));
  return {
    live: seen.live,
    queued: seen.queued ?? false,
    change,
    issue: { title, open, checklist: parseChecklist(body), labels, ...(shows && { shows }) },
  };
}

/** While two of them stand there, it is the newer that counts. */
function stageShown(
  { labels, labeled }: IssueSnapshot,
  known: ReturnType<typeof stageLabels>,
): Seen['issue']['shows'] | null {
  const newest = labeled.findLast(
    ({ name }) => labels.includes(name) && known.some((label) => label.name === name),
  );
  const stage = known.find(({ name }) => name === newest?.name)?.stage;
  if (newest === undefined || stage === undefined) return null;
  const { at, after } = newest;
  return { stage, since: at, ...(after.length > 0 && { after }) };
}

function aimed(change: Change, defaultBranch: string): Change {
  return change.base === defaultBranch ? change : { ...change, open: false, merged: false, astray: true };
}

/** The configuration may name the checks that count; a named one that never reported is pending. */
function withChecks(change: Change, { checks }: Snapshot, { requiredChecks }: Rules): Change {
  if (requiredChecks === null) return change;
  const named = requiredChecks.map((name) => ({
    name,
    state: checks.find((check) => check.name === name)?.state ?? 'pending',
  }));
  const open = named.filter(({ state }) => state !== 'green').map(({ name }) => name);
  const failing = named.some(({ state }) => state === 'failing');
  const state: Checks['state'] = failing ? 'failing' : open.length > 0 ? 'pending' : 'green';
  return { ...change, checks: { state, open } };
}
