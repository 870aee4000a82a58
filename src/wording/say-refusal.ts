import type { Language } from '#config/language.js';
import { isResting } from '#process/is-resting.js';
import type { Settings } from '#config/settings.js';
import type { Because } from '#process/because.js';
import type { Request } from '#process/event.js';
import type { Task } from '#process/task.js';
import type { About } from './about.js';
import { linksOf } from './links-of.js';
import { askWords } from './parts/ask-words.js';
import { joinBlocks } from './parts/join-blocks.js';
import { nameActors } from './parts/name-actors.js';
import { sayReason } from './parts/say-reason.js';
import { codeSpan } from './safety/code-span.js';
import { speak } from './speak.js';

interface RefusalInput {
  readonly task: Task | null;
  /** The command's word; `null`: a label, a review or the like. */
  readonly word: string | null;
  readonly settings: Settings;
  /** What was asked: says for what has no word what did not count. */
  readonly asked?: Request['type'];
}

/** One short reply: what did not count, why, and what is possible now. */
export function sayRefusal(because: Because, { task, word, settings, asked }: RefusalInput): string {
  const words = speak(settings.language);
  const problem =
    because.code === 'config_broken' && typeof because.problem === 'string' ? because.problem : null;
  const what = words.replies.notCounted(asked ?? null, word === null ? null : codeSpan(`/${word}`));
  const reason = sayReason(because, { task, settings, problem, words });
  return joinBlocks([
    `**${what}** ${reason}`,
    task === null
      ? null
      : sayWhatIsPossible({ task, settings, problem, links: linksOf(task, settings), words }),
  ]);
}

function sayWhatIsPossible(about: About): string {
  const { task, words } = about;
  const { roles, said } = askWords(about);
  if (isResting(task.stage)) return said.todo;
  return words.replies.stands({
    step: words.stages[task.stage].step,
    title: said.title,
    names: nameActors(roles, about),
    types: said.choices.slice(0, 2).map(({ type }) => codeSpan(type)),
    todo: said.todo,
  });
}

/** The reply to a word that is nearly a command, or to a command whose words are not what it needs. */
export function sayUnknownCommand({
  word,
  nearest,
  usage,
  language,
}: {
  word: string;
  nearest: string | null;
  usage: string | null;
  language?: Language;
}): string {
  const { replies, commands } = speak(language);
  const said = codeSpan(`/${word}`);
  if (usage !== null)
    return `${replies.notUnderstood(said, codeSpan(commands[word]?.usage ?? usage))} ${replies.writeAnew}`;
  const meant = nearest === null ? undefined : commands[nearest];
  return meant === undefined
    ? replies.noSuchWord(said)
    : `${replies.unknown(said, codeSpan(meant.usage))} ${replies.writeAnew}`;
}
