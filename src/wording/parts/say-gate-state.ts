import { countIn, givenAt } from '#process/approvals.js';
import { type Gate, isGate } from '#process/gate.js';
import type { Objection, Scenario } from '#process/task.js';
import { scenariosInTheWay } from '#process/verdicts.js';
import type { About } from '../about.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';
import { nameLogin } from './name-login.js';

const budget = 4_000;
/** More numbers than these are no news. */
const mostNumbers = 20;

/** What keeps the gate of this stage closed, besides that somebody has to say yes; `null`: nothing, or it is no gate. */
export function sayGateState(about: About): string | null {
  const { task, settings, words } = about;
  if (!isGate(task.stage) || settings === null) return null;
  const { open, failed } = scenariosInTheWay(task, settings.rules);
  const said = [
    ...task.objections.map((objection) => sayObjection(objection, words)),
    ...(failed.length === 0 ? [] : [words.judging.notWorking(nameNumbers(failed, words))]),
    ...(open.length === 0 ? [] : [words.judging.notTried(nameNumbers(open, words))]),
    ...sayQuorum(about, task.stage),
  ];
  return listItems(said, { budget, more: words.card.more });
}

function sayObjection({ by, reason }: Objection, { judging }: Words): string {
  return judging.objection({
    by: nameLogin(by),
    why: reason.trim() === '' ? null : escapeMarkdown(reason, 300),
  });
}

function nameNumbers(scenarios: readonly Pick<Scenario, 'number'>[], { people }: Words): string {
  const shown = scenarios.slice(0, mostNumbers).map(({ number }) => String(number));
  const left = scenarios.length - shown.length;
  return people.list(left === 0 ? shown : [...shown, people.more(left)]);
}

/** How many of those who are asked have said yes, where more than one of a role has to. */
function sayQuorum({ task, settings, words }: About, gate: Gate): readonly string[] {
  if (settings === null) return [];
  const { gates, quorum } = settings.rules;
  const given = givenAt(task, gate);
  return gates[gate]
    .filter((role) => quorum[role] > 1)
    .map((role) => words.judging.quorum({ role, given: countIn(given, role), needed: quorum[role] }));
}
