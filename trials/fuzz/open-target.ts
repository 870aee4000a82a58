import type { Target, TargetName } from './target.js';
import { openComment } from './targets/comment.js';
import { openConfig } from './targets/config.js';
import { openHosts } from './targets/hosts.js';
import { openMarkdown } from './targets/markdown.js';
import { openWebhook } from './targets/webhook.js';

/** Opens one target; every input that is tried is one of its own. */
export async function openTarget(name: TargetName): Promise<Target<unknown>> {
  const open = {
    comment: openComment,
    config: openConfig,
    webhook: openWebhook,
    hosts: openHosts,
    markdown: openMarkdown,
  }[name];
  return (await open()) as Target<unknown>;
}
