import { type Gate, isTestGate } from '#process/gate.js';
import type { Scenario, Task, Verdict } from '#process/task.js';
import { verdictOn } from '#process/verdicts.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';
import { nameLogin } from './name-login.js';

const budget = 14_000;

/** The test scenarios by their numbers, so that people can talk about them; `null` when there are none. */
export function listScenarios(scenarios: readonly Scenario[], words: Words): string | null {
  return list(scenarios, words, () => null);
}

/** The test scenarios with what was said of each where the task stands; elsewhere with what was said last. */
export function listVerdicts(task: Task, words: Words): string | null {
  const { stage } = task;
  return list(task.scenarios, words, (scenario) =>
    isTestGate(stage) ? sayHere(task, scenario, { gate: stage, words }) : sayLast(task, scenario, words),
  );
}

/** A Markdown list counts by itself: where numbers are missing, they are written out. */
function list(
  scenarios: readonly Scenario[],
  { card: { more } }: Words,
  say: (scenario: Scenario) => string | null,
): string | null {
  const numbered = scenarios.every(({ number }, index) => number === index + 1);
  const items = scenarios.map((scenario) => {
    const said = say(scenario);
    const text = `${escapeMarkdown(scenario.text, 400)}${said === null ? '' : ` — ${said}`}`;
    return numbered ? text : `**${scenario.number}.** ${text}`;
  });
  return listItems(items, { numbered, budget, more });
}

function sayHere(task: Task, scenario: Scenario, { gate, words }: { gate: Gate; words: Words }): string {
  const verdict = verdictOn(task, scenario, gate);
  return verdict === null ? words.judging.untried : sayVerdict(verdict, words);
}

function sayLast({ verdicts }: Task, { number }: Scenario, words: Words): string | null {
  const last = verdicts.findLast(({ scenario }) => scenario === number);
  return last === undefined ? null : sayVerdict(last, words);
}

function sayVerdict({ passed, by, reason }: Verdict, { judging }: Words): string {
  const who = nameLogin(by);
  if (passed) return judging.works(who);
  return judging.fails(who, reason === null || reason.trim() === '' ? null : escapeMarkdown(reason, 300));
}
