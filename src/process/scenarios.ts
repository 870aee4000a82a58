import type { Login, Scenario, Task } from './task.js';

type Listed = Pick<Task, 'scenarios' | 'retired'>;

/**
 * The scenarios when the checklist is this one: its items, and what was added by command. A text keeps its number, also
 * when it was gone for a while; a number is never given to another text, so that what people say of it stays true.
 */
export function withChecklist(task: Listed, checklist: readonly string[]): Listed {
  const added = task.scenarios.filter(({ by, text }) => by !== null && !checklist.includes(text));
  const listed = checklist.map((text) => ({ text, by: null }));
  return numbered(task, [...added, ...listed]);
}

/** The scenarios with one more; one that is there already stays as it is. */
export function withScenario(task: Listed, text: string, by: Login): Listed {
  if (task.scenarios.some((scenario) => scenario.text === text)) return task;
  return numbered(task, [...task.scenarios, { text, by }]);
}

function numbered(before: Listed, now: readonly Omit<Scenario, 'number'>[]): Listed {
  const known = [...before.scenarios, ...before.retired];
  let last = known.reduce((most, { number }) => Math.max(most, number), 0);
  const scenarios = now.map(({ text, by }) => {
    const number = known.find((one) => one.text === text)?.number;
    return { number: number ?? (last += 1), text, by };
  });
  const retired = known.filter(({ text }) => !now.some((one) => one.text === text));
  return { scenarios: inOrder(scenarios), retired: inOrder(retired) };
}

const inOrder = (scenarios: readonly Scenario[]): readonly Scenario[] =>
  [...scenarios].sort((one, other) => one.number - other.number);
