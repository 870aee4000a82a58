import { parseChecklist } from '#commands/parse-checklist.js';
import type { Snapshot } from '#ports/github.js';
import type { Actor, Facts, Seen } from '#process/facts.js';
import type { Rules } from '#process/rules.js';
import type { Change, Checks, Login, RepositoryRef, Task } from '#process/task.js';
import type { Config } from './configs.js';
import type { Engine } from './engine.js';
import { loadRoles } from './load-roles.js';

/** What was read for one event, and what the projection may reuse of it. */
export interface Loaded {
  readonly facts: Facts;
  readonly config: Config;
  readonly node: string | null;
}

/** Facts for something that a person or GitHub did: issue, change, live and configuration in one request, then the person's roles. */
export async function loadFacts(
  engine: Engine,
  subject: { repository: RepositoryRef; number: number; change: number | null },
  { task, who }: { task: Task | null; who: { login: Login; bot: boolean } | null },
): Promise<Loaded> {
  const { repository, number } = subject;
  const change =
    task?.change?.open === true ? task.change.number : (subject.change ?? task?.change?.number ?? null);
  const snapshot = await engine.github.loadSnapshot(repository, { issue: number, change });
  const config = await engine.configs.take(repository, snapshot.config);
  const actor = who && (await loadActor(engine, who, { repository, config }));
  return {
    facts: { ...plainFacts(engine, config), actor, seen: toSeen(snapshot, config.settings.rules) },
    config,
    node: snapshot.issueNode,
  };
}

/** Facts for the outcome of an operation: nothing is read from GitHub but a configuration that is not known yet. */
export async function loadFactsOfOutcome(engine: Engine, task: Task): Promise<Loaded> {
  const config = await engine.configs.of(task.repository);
  return { facts: plainFacts(engine, config), config, node: null };
}

async function loadActor(
  engine: Engine,
  who: { login: Login; bot: boolean },
  { repository, config }: { repository: RepositoryRef; config: Config },
): Promise<Actor> {
  const roles = who.bot
    ? []
    : await loadRoles(engine.github, { repository, login: who.login, settings: config.settings });
  return { ...who, roles };
}

function plainFacts({ clock }: Engine, { settings, problem }: Config): Facts {
  return { now: clock.now(), rules: settings.rules, configProblem: problem, actor: null, seen: null };
}

/** The snapshot as the process sees it: a change that is not meant for the default branch is no change of this task. */
function toSeen(snapshot: Snapshot, rules: Rules): Seen {
  const { seen, defaultBranch } = snapshot;
  const change = seen.change?.base === defaultBranch ? withChecks(seen.change, snapshot, rules) : null;
  const { title, body, open } = seen.issue;
  return {
    live: seen.live,
    queued: seen.queued ?? false,
    change,
    issue: { title, open, checklist: parseChecklist(body) },
  };
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
