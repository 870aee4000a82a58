import type { Language } from '#config/language.js';
import type { Task } from '#process/task.js';
import { codeSpan } from './safety/code-span.js';
import { plainWords } from './safety/plain-words.js';
import { shortSha } from './short-sha.js';
import { speak } from './speak.js';

const mostOfTitle = 100;

/** What a release is called. */
export function sayReleaseTitle(tag: string, task: Pick<Task, 'title'>, language?: Language): string {
  return speak(language).record.releaseTitle(tag, plainWords(task.title, mostOfTitle));
}

/** What stands between an approved change and its release. */
export type NotReleased =
  | { readonly why: 'closed' }
  | { readonly why: 'another head'; readonly head: string; readonly approved: string }
  | { readonly why: 'another tree'; readonly merged: string }
  | { readonly why: 'pushed meanwhile' }
  | { readonly why: 'refused'; readonly said: string }
  | { readonly why: 'left the queue' }
  | { readonly why: 'another base'; readonly base: string };

/** Why the release stopped, for whoever can mend it. */
export function sayNotReleased(reason: NotReleased, language?: Language): string {
  const { notReleased } = speak(language).record;
  switch (reason.why) {
    case 'closed':
      return notReleased.closed;
    case 'another head':
      return notReleased.anotherHead(shortSha(reason.head), shortSha(reason.approved));
    case 'another tree':
      return notReleased.anotherTree(shortSha(reason.merged));
    case 'pushed meanwhile':
      return notReleased.pushedMeanwhile;
    case 'refused':
      return notReleased.refused(reason.said);
    case 'left the queue':
      return notReleased.leftTheQueue;
    case 'another base':
      return notReleased.anotherBase(codeSpan(reason.base));
  }
}
