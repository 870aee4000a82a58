import { missingRoles } from '#process/approvals.js';
import { isGate } from '#process/gate.js';
import type { About } from '../about.js';
import { listItems } from './list-items.js';
import { nameActors } from './name-actors.js';
import { nameLogin } from './name-login.js';

const budget = 2_000;

/** Who is asked where the task stands, and who of them has approved; `null` where nobody is. */
export function listAsked(about: About): string | null {
  const { task, settings, words } = about;
  const { stage } = task;
  if (settings === null || !isGate(stage)) return null;
  const missing = missingRoles(task, stage, settings.rules);
  const lines = settings.rules.gates[stage].map((role) => {
    const given = task.approvals.findLast((approval) => approval.gate === stage && approval.role === role);
    return missing.includes(role) || given === undefined
      ? words.explain.waiting(role, nameActors([role], about))
      : words.explain.decided(role, nameLogin(given.by));
  });
  return listItems(lines, { budget, more: words.card.more });
}
