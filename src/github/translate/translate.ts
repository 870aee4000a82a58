import type { Signal, What } from '#ports/signal.js';
import type { RepositoryRef } from '#process/task.js';
import { ofCheck, ofCheckSuite, ofStatus } from './of-checks.js';
import { ofDeploymentStatus } from './of-deployment-status.js';
import { ofGroup, isOfQueue } from './of-group.js';
import { ofChange, ofReview } from './of-change.js';
import { ofComment, ofIssue } from './of-issue.js';
import { ofProtection } from './of-protection.js';
import type { Payload } from './payload.js';

/** Who we are on GitHub, to know our own doings when they come back to us. */
export interface Self {
  readonly appId: number;
  readonly appSlug: string;
}

/**
 * What a delivery says, as signals. Empty for everything that is nothing to us: other events and actions, what we did
 * ourselves, other bots' comments, deliveries without a repository. `payload` has been verified to be GitHub's, not read yet.
 */
export function translate(event: string, payload: unknown, self: Self): readonly Signal[] {
  if (event === 'installation' || event === 'installation_repositories') return ofInstallation(payload);
  const frame = frameOf(payload);
  if (frame === null) return [];
  const { repository, sender } = frame;
  const own = sender.login === `${self.appSlug}[bot]`;
  return whatOf(event, payload, { own, ...self }).map((what) => ({ repository, sender, what }));
}

function whatOf(
  event: string,
  payload: unknown,
  { own, appId, appSlug }: Self & { own: boolean },
): readonly What[] {
  const asked = ofAnybody(event, payload, appSlug);
  if (asked !== null) return asked;
  if (own && !isOfQueue(event, payload)) return [];
  switch (event) {
    case 'issue_comment':
      return ofComment(payload as Payload<'issue_comment'>);
    case 'issues':
      return ofIssue(payload as Payload<'issues'>);
    case 'pull_request':
      return ofChange(payload as Payload<'pull_request'>);
    case 'pull_request_review':
      return ofReview(payload as Payload<'pull_request_review'>);
    case 'check_run':
      return ofCheck(payload as Payload<'check_run'>, appId);
    case 'check_suite':
      return ofCheckSuite(payload as Payload<'check_suite'>, appId);
    case 'repository':
      return ofRepository(payload as Payload<'repository'>);
    case 'status':
      return ofStatus(payload as Payload<'status'>);
    default:
      return [];
  }
}

/** What counts whoever did it: the default branch moves by our merges, too, and what waits for an answer waits. */
function ofAnybody(event: string, payload: unknown, appSlug: string): readonly What[] | null {
  switch (event) {
    case 'push':
      return ofPush(payload as Payload<'push'>);
    case 'merge_group':
      return ofGroup(payload as Payload<'merge_group'>);
    case 'deployment_protection_rule':
      return ofProtection(payload as Payload<'deployment_protection_rule'>);
    case 'deployment_status':
      return ofDeploymentStatus(payload as Payload<'deployment_status'>, `${appSlug}[bot]`);
    default:
      return null;
  }
}

/** Tasks are known by the repository's id; what it is called is read from every delivery. */
function ofRepository({ action }: Payload<'repository'>): readonly What[] {
  return action === 'renamed' || action === 'transferred' ? [{ kind: 'renamed' }] : [];
}

function ofPush({ ref, after, deleted, repository }: Payload<'push'>): readonly What[] {
  if (deleted || ref !== `refs/heads/${repository.default_branch}`) return [];
  return [{ kind: 'live', head: after }];
}

interface Frame {
  readonly repository: RepositoryRef;
  readonly sender: Signal['sender'];
}

/** The parts that every delivery of ours has; `null` when one is missing. */
function frameOf(payload: unknown): Frame | null {
  const { repository, installation, sender } = (payload ?? {}) as {
    repository?: { id: number; name: string; owner?: { login?: string } };
    installation?: { id: number };
    sender?: { login: string; type?: string };
  };
  const owner = repository?.owner?.login;
  if (repository === undefined || owner === undefined || installation === undefined || sender === undefined)
    return null;
  return {
    repository: { id: repository.id, owner, name: repository.name, installation: installation.id },
    sender: { login: sender.login, bot: sender.type !== 'User' },
  };
}

/** Repositories that the App has come to. */
function ofInstallation(payload: unknown): readonly Signal[] {
  const { action, installation, repositories, repositories_added, sender } = (payload ?? {}) as {
    action?: string;
    installation?: { id: number; account?: { login?: string } };
    repositories?: readonly { id: number; full_name: string }[];
    repositories_added?: readonly { id: number; full_name: string }[];
    sender?: { login: string; type?: string };
  };
  if (installation === undefined || sender === undefined) return [];
  const added = action === 'created' ? repositories : action === 'added' ? repositories_added : [];
  return (added ?? []).map(({ id, full_name }) => {
    const [owner = '', name = ''] = full_name.split('/');
    return {
      repository: { id, owner, name, installation: installation.id },
      sender: { login: sender.login, bot: sender.type !== 'User' },
      what: { kind: 'installed' },
    };
  });
}
