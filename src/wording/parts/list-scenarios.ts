import type { Scenario } from '#process/task.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';

const budget = 16_000;

/** The test scenarios, numbered so that people can talk about them; `null` when there are none. */
export function listScenarios(scenarios: readonly Scenario[], { card: { more } }: Words): string | null {
  const texts = scenarios.map(({ text }) => escapeMarkdown(text, 400));
  return listItems(texts, { numbered: true, budget, more });
}
