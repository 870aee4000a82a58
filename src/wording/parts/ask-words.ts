import { isTestGate } from '#process/gate.js';
import { findTurn } from '../find-turn.js';
import type { About } from '../about.js';
import { codeSpan } from '../safety/code-span.js';
import type { AskFacts, AskWords } from '../words.js';
import type { Role } from '#process/role.js';
import type { Task } from '#process/task.js';
import { openScenarios, scenariosInTheWay } from '#process/verdicts.js';

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
    toJudge: isKeptClosed({ task, settings }),
    touched: task.production?.touched === true,
    ...endsOf(task.change),
  };
}

/** Where the change is, in full, and where it goes. */
function endsOf(change: Task['change']): Pick<AskFacts, 'head' | 'base'> {
  if (change === null) return { head: null, base: null };
  return { head: /^[0-9a-f]{40}$/.test(change.head) ? change.head : null, base: codeSpan(change.base) };
}

function isKeptClosed({ task, settings }: Pick<Teller, 'task' | 'settings'>): boolean {
  if (settings === null) return isTestGate(task.stage) && openScenarios(task, task.stage).length > 0;
  const { open, failed } = scenariosInTheWay(task, settings.rules);
  return open.length + failed.length > 0;
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
