import type { Language } from '#config/language.js';
import { overridesIn } from '#process/overrides-in.js';
import type { Task } from '#process/task.js';
import { joinBlocks } from './parts/join-blocks.js';
import { listFollowups } from './parts/list-followups.js';
import { listOverrides } from './parts/list-overrides.js';
import { listScenarios } from './parts/list-scenarios.js';
import { listSetbacks } from './parts/list-setbacks.js';
import { listSignatures } from './parts/list-signatures.js';
import { sayProduct } from './parts/say-product.js';
import { sayTitle } from './parts/say-title.js';
import type { Recorded } from './recorded.js';
import { codeSpan } from './safety/code-span.js';
import { quoteWords } from './safety/quote-words.js';
import { speak } from './speak.js';
import type { Told } from './told.js';
import type { Words } from './words.js';

/** What a release changed, what was tested, who signed it off and how it got there; from the task and its journal, oldest first. */
export function renderReleaseNotes(
  task: Task,
  journal: readonly Recorded[],
  language?: Language,
  told: Told | null = null,
): string {
  const words = speak(language);
  const { record } = words;
  const { number, change, scenarios, feedback, followups } = task;
  return joinBlocks([
    `${sayTitle(task)} ${record.reference(number, change?.number ?? null)}`,
    chapter(record.feedback, feedback === null ? null : quoteWords(feedback)),
    chapter(record.tested, listScenarios(scenarios, words)),
    chapter(record.signedOff, listSignatures(task, words)),
    sayProduct(task, words),
    chapter(record.overrides, listOverrides(overridesIn(journal), words)),
    chapter(record.way, listSetbacks(task, journal, words)),
    chapter(record.upcoming, listFollowups(followups, words)),
    sayAttached(told, words),
  ]);
}

const chapter = (title: string, body: string | null): string | null =>
  body === null ? null : `### ${title}\n\n${body}`;

/** Where the record is that all this follows from, for whoever wants to check it. */
function sayAttached(told: Told | null, { record, people }: Words): string | null {
  if (told === null) return null;
  const files = people.list(['sign-off.md', 'sign-off.json'].map(codeSpan));
  return record.attached({ files, entries: told.entries, fingerprint: codeSpan(told.fingerprint) });
}
