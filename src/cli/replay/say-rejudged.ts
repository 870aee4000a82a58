import type { Settings } from '#config/settings.js';
import type { Because } from '#process/because.js';
import type { Decision } from '#process/decision.js';
import type { Stage } from '#process/stage.js';
import { sayInstant } from '#wording/parts/say-instant.js';
import { sayReason } from '#wording/parts/say-reason.js';
import { speak } from '#wording/speak.js';
import { toPlainText } from '../to-plain-text.js';
import { toWords } from '../docs/to-words.js';
import type { Rejudged } from './judge-again.js';

const unknown = {
  no_facts: 'it was recorded before the journal kept what was known then',
  roles: 'whether this person would have had the role is not in the journal',
  checks: 'how the checks stood that this configuration asks for is not in the journal',
} as const;

/** One decision that would not have been the same, or cannot be judged: who and what, what was decided, and what would have been. */
export function sayRejudged(rejudged: Rejudged, settings: Settings): string {
  const { entry, before } = rejudged;
  const words = speak(settings.language);
  const by = 'by' in entry.event ? `${entry.event.by}: ` : '';
  const what = toWords(entry.event.type);
  const head = `${entry.number}. ${sayInstant(entry.at, words)}, ${words.stages[before.stage].step}, ${by}${what}`;
  const reason = (because: Because): string =>
    toPlainText(sayReason(because, { task: before, settings, problem: null, words }));
  const outcome = (to: Stage, because: Because): string =>
    `${to === before.stage ? 'stays' : `→ ${words.stages[to].step}`}. ${reason(because)}`;
  const was = `   was:   ${outcome(entry.to, entry.because)}`;
  if (rejudged.kind === 'unknown')
    return `${head}\n${was}\n   would: cannot be judged, ${unknown[rejudged.why]}`;
  if (rejudged.kind === 'same') return `${head}\n${was}\n   would: the same`;
  return `${head}\n${was}\n   would: ${sayDecision(rejudged.decision, outcome)}`;
}

function sayDecision(
  { task, because, verdict }: Decision,
  outcome: (to: Stage, because: Because) => string,
): string {
  return `${verdict === 'refused' ? 'refused; ' : ''}${outcome(task.stage, because)}`;
}
