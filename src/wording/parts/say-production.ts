import type { ProductionHeld } from '#process/production-facts.js';
import type { About, Queue } from '../about.js';
import { codeSpan } from '../safety/code-span.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { HeldFacts, Words } from '../words.js';
import { nameLogin } from './name-login.js';
import { sayInstant } from './say-instant.js';

/** Why a task that waits for production is not deployed although it may be free: what holds production up, or what freezes it. */
export function sayProduction(about: About, queue: Queue | null): readonly string[] {
  const { task, words } = about;
  return [
    queue?.held ? words.alerts.productionHeld(heldFacts(queue.held, about)) : null,
    sayFrozen(about),
    task.priority && words.alerts.priority(nameLogin(task.priority.by)),
  ].filter((said) => said !== null);
}

function sayFrozen({ task, settings, words }: About): string | null {
  const { frozen } = task;
  if (frozen === null) return null;
  const windows = settings?.rules.freeze ?? [];
  const labels = windows.flatMap(({ exceptLabel }) => (exceptLabel === null ? [] : [codeSpan(exceptLabel)]));
  return words.alerts.frozen({
    until: sayInstant(frozen.until, words),
    why: frozen.why === null ? null : escapeMarkdown(frozen.why, 300),
    labels: [...new Set(labels)],
  });
}

/** What the words of a held production may name. */
function heldFacts(held: ProductionHeld, { task, words }: Pick<About, 'task' | 'words'>): HeldFacts {
  return {
    own: held.task === task.key,
    number: held.number,
    by: held.by === null ? null : nameLogin(held.by),
    when: sayInstant(held.at, words),
    why: held.why.trim() === '' ? null : escapeMarkdown(held.why, 300),
    undone: listUndone(held, words),
    firstOwn: task.hold !== null,
  };
}

/** The releases that were undone, in words; `null`: what was rolled back was never released. */
export function listUndone({ back }: ProductionHeld, { people }: Words): string | null {
  return back === null ? null : people.list(back.undone.map((tag) => escapeMarkdown(tag, 100)));
}
