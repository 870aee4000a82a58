import { sandboxEnd } from '#process/sandbox-life.js';
import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listChoices } from '../parts/list-choices.js';
import { sayInstant } from '../parts/say-instant.js';
import { sayTitle } from '../parts/say-title.js';

/** The sandbox's time is nearly up: when it stops, that nothing is lost, and how it runs longer. */
export function saySandboxEnding({ task, settings, words }: About): string {
  const { heading, intro, over, choices } = words.calls.sandboxEnding;
  const end = settings && sandboxEnd(task, settings.rules.sandbox);
  if (end?.why !== 'ttl') return joinBlocks([`### ${heading}`, over]);
  const when = sayInstant(end.at, words);
  return joinBlocks([`### ${heading}`, intro({ title: sayTitle(task), when }), listChoices(choices)]);
}
