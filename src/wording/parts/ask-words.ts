import { findTurn } from '../find-turn.js';
import type { About } from '../about.js';
import { codeSpan } from '../safety/code-span.js';
import type { AskFacts, AskWords } from '../words.js';
import type { Role } from '#process/role.js';
import type { Task } from '#process/task.js';

/** Check names beyond these are no news. */
const mostChecks = 5;

type Teller = Pick<About, 'task' | 'settings' | 'problem' | 'words' | 'queue'>;

/** Whose turn it is, and the words for it. */
export function askWords(about: Teller): { readonly roles: readonly Role[]; readonly said: AskWords } {
  const { ask, roles } = findTurn(about.task, about);
  return { roles, said: about.words.asks[ask](askFacts(about, roles)) };
}

/** What the words of an ask may name. */
export function askFacts(
  { task, settings }: Teller,
  roles: readonly Role[],
  operation = task.failure?.operation ?? task.awaiting?.kind ?? null,
): AskFacts {
  return {
    roles,
    number: task.number,
    round: task.round,
    change: nameChange(task),
    branch: task.branch === null ? null : codeSpan(task.branch),
    checks: nameChecks(task.change?.checks.open ?? []),
    operation,
    startLabel: settings && codeSpan(`${settings.labels.prefix}sandbox`),
    touched: task.production?.touched === true,
  };
}

/** One that was merged is done with: after a rollback another takes its place. */
function nameChange({ stage, change }: Task): string | null {
  const isOver = stage === 'development' && change?.merged === true;
  return change === null || isOver ? null : `#${change.number}`;
}

/** Names of checks as code; `null` when there are none. */
export function nameChecks(names: NonNullable<Task['change']>['checks']['open']): string | null {
  if (names.length === 0) return null;
  const shown = names.slice(0, mostChecks).map((name) => codeSpan(name));
  return names.length > mostChecks ? `${shown.join(', ')} …` : shown.join(', ');
}
