import type { Answer, Rule } from '#process/stages.js';
import { renderTable } from './markdown.js';
import { linkStage } from './name-stage.js';
import { toWords } from './to-words.js';

/** Something that happens, and what the table says to it. */
export interface Happening {
  readonly what: string;
  readonly answer: Answer;
}

/** The answers as a table: the first line of a happening whose conditions hold is the one that applies. */
export function renderRules(happenings: readonly Happening[]): string {
  const rows = happenings.flatMap(({ what, answer: { needs = [], rules } }) =>
    rules.map((rule, index) => [
      index === 0 ? what : '',
      index === 0 ? joinWords(needs) : '',
      joinWords(rule.when ?? []),
      rule.to === 'stay' ? 'stays' : `**${linkStage(rule.to)}**`,
      toWords(rule.because),
      renderConsequences(rule),
    ]),
  );
  return renderTable(['on', 'refused unless', 'if', 'goes to', 'because', 'and'], rows);
}

const joinWords = (names: readonly string[]): string => names.map(toWords).join(', ');

function renderConsequences({ then = [], start, call }: Rule): string {
  const started = start === undefined ? [] : [`starts: ${renderStart(start)}`];
  return [...then.map(toWords), ...started, ...renderCall(call)].join('; ');
}

function renderStart(start: NonNullable<Rule['start']>): string {
  if (start === 'failed') return 'what failed';
  return start === 'deferred' ? 'what the hold kept back' : toWords(start);
}

const crowds = {
  gate: "the gate's people",
  overdue: "the gate's people, and at last whoever is to see to it",
} as const;

function renderCall(call: Rule['call']): readonly string[] {
  if (call === undefined) return [];
  if (call === 'again') return ['calls as on entering'];
  const people = typeof call.roles === 'string' ? crowds[call.roles] : call.roles.join(', ');
  return [`calls ${people}: ${toWords(call.call)}`];
}
