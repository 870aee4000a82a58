import type { Settings } from '#config/settings.js';
import type { JournalEntry, Judged } from '#ports/store.js';
import { decide } from '#process/decide.js';
import type { Decision } from '#process/decision.js';
import type { Facts } from '#process/facts.js';
import { changesBetween, foldChanges } from '#process/fold-journal.js';
import { newTask } from '#process/new-task.js';
import type { Role } from '#process/role.js';
import type { Change, Checks, Task } from '#process/task.js';
import { canonical } from '#process/canonical.js';
import { type KnownRoles, rolesUnder } from './roles-under.js';

/** What one recorded decision would have been. `before`: the task as it really stood then. */
export type Rejudged = { readonly entry: JournalEntry; readonly before: Task } & (
  | { readonly kind: 'same' }
  | { readonly kind: 'other'; readonly decision: Decision }
  | { readonly kind: 'unknown'; readonly why: 'no_facts' | 'roles' | 'checks' }
);

type Config = Pick<Settings, 'roles' | 'rules'>;

/**
 * Decides every entry of a journal again, each from where the task really stood: what comes after a decision that would have been
 * another is not guessed. `config` null: with the rules of then, which shows whether this version still decides the same.
 */
export function judgeAgain(
  task: Pick<Task, 'repository' | 'number' | 'title'>,
  journal: readonly JournalEntry[],
  config: Config | null,
): readonly Rejudged[] {
  const title = journal[0]?.judged?.facts.seen?.issue.title ?? task.title;
  const start = newTask({ repository: task.repository, number: task.number, title });
  return journal.map((entry, index) => {
    const before = foldChanges(
      start,
      journal.slice(0, index).map(({ changes }) => changes),
    );
    return { entry, before, ...judge(entry, before, config) };
  });
}

type Verdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'other'; readonly decision: Decision }
  | { readonly kind: 'unknown'; readonly why: 'no_facts' | 'roles' | 'checks' };

function judge(entry: JournalEntry, before: Task, config: Config | null): Verdict {
  if (entry.judged === undefined) return { kind: 'unknown', why: 'no_facts' };
  const { facts, unknown } = factsUnder(entry.judged, config);
  const decisions = facts.map((one) => decide(before, entry.event, one));
  const [first] = decisions;
  if (first === undefined) return { kind: 'unknown', why: 'no_facts' };
  // Whatever is not known makes no difference when all of it leads to the same.
  if (decisions.some((decision) => textOf(before, decision) !== textOf(before, first)))
    return { kind: 'unknown', why: unknown };
  return textOf(before, first) === recorded(entry) ? { kind: 'same' } : { kind: 'other', decision: first };
}

/** Every set of facts that the configuration could have been asked with; more than one where something is not known. */
function factsUnder(
  { facts, sources }: Judged,
  config: Config | null,
): { facts: readonly Facts[]; unknown: 'roles' | 'checks' } {
  if (config === null) return { facts: [facts], unknown: 'roles' };
  const { actor } = facts;
  const known: KnownRoles =
    actor === null ? { held: [], unknown: [] } : rolesUnder(actor, { then: sources, now: config.roles });
  const changes = changesUnder(facts, config);
  const all = possibleRoles(known).flatMap((roles) =>
    changes.map((change) => ({
      ...facts,
      rules: config.rules,
      configProblem: null,
      actor: actor && { ...actor, roles },
      seen: facts.seen && { ...facts.seen, change },
    })),
  );
  return { facts: all, unknown: known.unknown.length > 0 ? 'roles' : 'checks' };
}

/** With none of the unknown roles, with each alone, and with all of them. */
function possibleRoles({ held, unknown }: KnownRoles): readonly (readonly Role[])[] {
  if (unknown.length === 0) return [held];
  return [held, ...unknown.map((role) => [...held, role]), [...held, ...unknown]];
}

/** Which checks count is the configuration's to say; how others stood then is not known. */
function changesUnder({ seen, rules }: Facts, config: Config): readonly (Change | null)[] {
  const change = seen?.change ?? null;
  const same = JSON.stringify(rules.requiredChecks) === JSON.stringify(config.rules.requiredChecks);
  if (change === null || same) return [change];
  const states: readonly Checks['state'][] = ['green', 'pending', 'failing'];
  return states.map((state) => ({ ...change, checks: { ...change.checks, state } }));
}

const recorded = ({ to, because, changes, operations }: JournalEntry): string =>
  canonical([to, because.code, withoutChecks(changes), operations]);

function textOf(before: Task, { task, because, operations }: Decision): string {
  return canonical([task.stage, because.code, withoutChecks(changesBetween(before, task)), operations]);
}

/** How checks stood is no decision: only what came of it is. */
function withoutChecks({ change, ...changes }: Partial<Task>): object {
  return { ...changes, ...(change && { head: change.head, open: change.open, draft: change.draft }) };
}
