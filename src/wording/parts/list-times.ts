import { stages } from '#process/stage.js';
import type { Times } from '../count-times.js';
import type { Words } from '../words.js';
import { joinBlocks } from './join-blocks.js';
import { listItems } from './list-items.js';
import { saySpan } from './say-span.js';
import { section } from './section.js';

const budget = 4_000;

/** Where the time went, by step and by whose turn it was; `null` before the first turn has ended. */
export function listTimes({ spells }: Pick<Times, 'spells'>, words: Words): string | null {
  if (spells.length === 0) return null;
  const { times, more } = words.card;
  const inOrder = spells.toSorted((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
  const bySteps = sumUp(inOrder.map(({ stage, ms }) => ({ what: words.stages[stage].step, ms })));
  const byTurns = sumUp(
    spells.map(({ roles, ms }) => ({
      what: roles.length === 0 ? times.nobody : capital(words.people.either(roles)),
      ms,
    })),
  ).toSorted((a, b) => b.ms - a.ms);
  const list = (sums: readonly Sum[]): string | null =>
    listItems(
      sums.map(({ what, ms }) => `${what}: ${saySpan(ms, words)}`),
      { budget, more },
    );
  return joinBlocks([section(times.byTurn, list(byTurns)), section(times.byStep, list(bySteps))]);
}

interface Sum {
  readonly what: string;
  readonly ms: number;
}

function sumUp(spells: readonly Sum[]): readonly Sum[] {
  const sums = new Map<string, number>();
  for (const { what, ms } of spells) sums.set(what, (sums.get(what) ?? 0) + ms);
  return [...sums].map(([what, ms]) => ({ what, ms }));
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
