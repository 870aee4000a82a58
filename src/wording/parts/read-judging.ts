import type { Because } from '#process/because.js';
import { type Role, roles } from '#process/role.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { ReasonFacts, Words } from '../words.js';
import { nameLogin } from './name-login.js';
import { sayInstant } from './say-instant.js';

type Judging = 'open' | 'failed' | 'numbers' | 'known' | 'role' | 'to' | 'until';

/** More scenarios than these are not named one by one. */
const mostScenarios = 8;

/** The facts of reasons about scenarios and roles, as the words may name them. */
export function readJudging(because: Because, words: Words): Pick<ReasonFacts, Judging> {
  return {
    open: nameScenarios(because.open, words),
    failed: nameScenarios(because.failed, words),
    numbers: nameNumbers(because.numbers, words),
    known: nameNumbers(because.known, words),
    role: roles.find((role): role is Role => role === because.role) ?? null,
    to: typeof because.to === 'string' ? nameLogin(because.to) : null,
    until: typeof because.until === 'number' ? sayInstant(because.until, words) : null,
  };
}

function nameScenarios(fact: unknown, words: Words): string | null {
  const named = listOf(fact).filter(isScenario);
  return shorten(
    named.map(({ number, text }) => `${number} (${escapeMarkdown(text, 80)})`),
    words,
  );
}

function nameNumbers(fact: unknown, words: Words): string | null {
  const numbers = listOf(fact).filter((item) => typeof item === 'number');
  return shorten(numbers.map(String), words);
}

function shorten(names: readonly string[], { people }: Words): string | null {
  if (names.length === 0) return null;
  const shown = names.slice(0, mostScenarios);
  const left = names.length - shown.length;
  return people.list(left === 0 ? shown : [...shown, people.more(left)]);
}

const listOf = (fact: unknown): readonly unknown[] => (Array.isArray(fact) ? fact : []);

function isScenario(item: unknown): item is { number: number; text: string } {
  const { number, text } = (item ?? {}) as { number?: unknown; text?: unknown };
  return typeof number === 'number' && typeof text === 'string';
}
