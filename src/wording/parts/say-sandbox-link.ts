import { plannedEnd, sandboxEnd } from '#process/sandbox-life.js';
import type { Task } from '#process/task.js';
import type { About } from '../about.js';
import { linkTo } from '../safety/link-to.js';
import { sayInstant } from './say-instant.js';

/** The sandbox, and how long it runs where that is not until the task is over anyway; `null` when there is none. */
export function saySandboxLink(about: About): string | null {
  const { task, links, words } = about;
  if (task.sandbox?.stopped) return isSurelyStopped(task) ? words.card.sandboxStopped : null;
  if (links.sandbox === null) return null;
  const link = linkTo(task.stage === 'demo' ? words.card.demo : words.card.sandbox, links.sandbox);
  const until = sayUntil(about);
  return until === null ? link : `${link} ${until}`;
}

/** Not while it is being stopped or started, nor when a stop failed. */
const isSurelyStopped = ({ awaiting, failure }: Task): boolean =>
  awaiting === null && failure?.operation !== 'StopSandbox';

function sayUntil({ task, settings, words }: About): string | null {
  const rules = settings?.rules.sandbox;
  if (rules == null || rules.ttlMs === null) return null;
  if (task.sandbox?.keep?.until === null) return words.card.sandboxPinned;
  const end = sandboxEnd(task, rules);
  if (end === null) return null;
  return words.card.sandboxUntil(sayInstant(end.why === 'ttl' ? end.at : plannedEnd(task, rules), words));
}
