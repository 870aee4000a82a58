import { renderPull } from '../render/render-pull.js';
import type { Json } from '../render/json.js';
import type { PullRequest } from '../state/records.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';

/** Delivers a pull_request event. */
export function emitPull(doer: Doer, issue: PullRequest, action: string, fields: Json = {}): void {
  emit(doer, 'pull_request', action, {
    number: issue.number,
    pull_request: renderPull(doer.world, doer.repository, issue),
    ...fields,
  });
  doer.world.goOnWithQueues(doer);
}
