import type { Settings } from '#config/settings.js';
import type { Because } from '#process/because.js';
import type { Stage } from '#process/stage.js';
import type { Task } from '#process/task.js';
import { askWords } from './parts/ask-words.js';
import { plainWords } from './safety/plain-words.js';
import { speak } from './speak.js';

interface NoticeInput {
  readonly task: Task;
  readonly settings: Settings;
  readonly because: Because;
  /** The stages that were entered, in their order. */
  readonly entered: readonly Stage[];
  /** The issue's page. */
  readonly url: string;
}

/** What a chat hears when a task has moved: where to, why, and whose turn it is, in Slack's markup. */
export function sayNotice({ task, settings, because, entered, url }: NoticeInput): string {
  const words = speak(settings.language);
  const { notice, stages, people } = words;
  const { roles } = askWords({ task, settings, problem: null, words });
  const way = entered.map((stage) => stages[stage].step).join(' → ');
  const title = escapeSlack(plainWords(task.title, 100));
  return [
    `*${escapeSlack(way)}* — <${url}|${title} (#${task.number})>`,
    `${notice[kindOf(because)]}${task.round > 1 ? ` · ${words.card.round(task.round)}` : ''}`,
    roles.length === 0 ? null : notice.next(people.either(roles)),
  ]
    .filter((line) => line !== null)
    .join('\n');
}

type Kind = 'onward' | 'back' | 'rolledBack' | 'cancelled' | 'released';

const kinds: Partial<Readonly<Record<Because['code'], Kind>>> = {
  rejected: 'back',
  change_pushed: 'back',
  change_closed: 'back',
  change_drafted: 'back',
  checks_failed: 'back',
  sandbox_unhealthy: 'back',
  integration_conflict: 'back',
  integration_unhealthy: 'back',
  live_moved: 'back',
  merged_outside: 'back',
  production_unhealthy: 'rolledBack',
  rollback_requested: 'rolledBack',
  production_restored: 'rolledBack',
  cancelled: 'cancelled',
  released: 'released',
};

const kindOf = ({ code }: Because): Kind => kinds[code] ?? 'onward';

/** Slack's own markup begins with these three. */
const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
