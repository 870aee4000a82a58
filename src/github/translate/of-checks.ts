import { createHash } from 'node:crypto';
import type { What } from '#ports/signal.js';
import type { Payload } from './payload.js';

/** Other Apps' checks; of our own only that somebody asks for it again, or uses a button. */
export function ofCheck(payload: Payload<'check_run'>, appId: number): readonly What[] {
  const { action, check_run: run } = payload;
  if (run.app?.id === appId) return ofOwnCheck(payload);
  return action === 'created' || action === 'completed' ? [{ kind: 'checks', head: run.head_sha }] : [];
}

function ofOwnCheck(payload: Payload<'check_run'>): readonly What[] {
  const { check_run: run } = payload;
  if (payload.action === 'rerequested') return [askedAgain(run)];
  if (payload.action !== 'requested_action' || payload.sender.type !== 'User') return [];
  const button = payload.requested_action?.identifier;
  if (button === undefined) return [];
  return [{ ...askedAgain(run), kind: 'button', button, run: run.id, shown: stateOf(run) }];
}

/** When the run was last written, and a digest of what it said then: what somebody who uses a button has before them. */
function stateOf({ completed_at: at, output }: Payload<'check_run'>['check_run']): string {
  const said = createHash('sha256').update(JSON.stringify([output.title, output.summary]));
  return `${at ?? ''}:${said.digest('base64url').slice(0, 16)}`;
}

/** Suites are told apart from runs only when all of them are asked for again; their ends are told run by run. */
export function ofCheckSuite(
  { action, check_suite: suite }: Payload<'check_suite'>,
  appId: number,
): readonly What[] {
  const own = suite.app.id === appId;
  return own && action === 'rerequested' ? [askedAgain(suite)] : [];
}

function askedAgain({
  head_sha: head,
  pull_requests: pulls,
}: {
  head_sha: string;
  pull_requests: readonly ({ number: number } | null)[];
}): Extract<What, { kind: 'check-asked' }> {
  return { kind: 'check-asked', head, changes: pulls.flatMap((pull) => pull?.number ?? []) };
}

/** Commit statuses are always somebody else's: we set none. */
export function ofStatus({ sha }: Payload<'status'>): readonly What[] {
  return [{ kind: 'checks', head: sha }];
}
