import type { What } from '#ports/signal.js';
import type { Payload } from './payload.js';

const heads = /^refs\/heads\//;

/** A merge group whose checks are asked for; that one was dissolved is seen at its pull requests. */
export function ofGroup({ action, merge_group: group }: Payload<'merge_group'>): readonly What[] {
  if (action !== 'checks_requested') return [];
  const { head_sha: head, base_sha: base, base_ref: into } = group;
  return [{ kind: 'group', head, base, into: into.replace(heads, '') }];
}

/** What a merge queue does goes by the name of whoever put the pull request there, and is news to them as well. */
export function isOfQueue(event: string, payload: unknown): boolean {
  if (event !== 'pull_request') return false;
  const { action, pull_request: pull } = payload as Payload<'pull_request'>;
  if (action === 'dequeued') return true;
  const by = 'merged_by' in pull ? pull.merged_by?.login : undefined;
  return action === 'closed' && by === 'github-merge-queue[bot]';
}
