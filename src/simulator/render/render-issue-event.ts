import type { Issue, RepositoryState, TimelineEvent } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccount } from './render-account.js';
import { renderIssue } from './render-issue.js';
import { renderTime } from './render-time.js';
import { repositoryApiUrl } from './urls.js';

/** What the timeline shows and the events of issues leave out. */
const notListed = ['reviewed', 'head_pushed'];

export const isListed = ({ event }: TimelineEvent): boolean => !notListed.includes(event);

/** An event of an issue, as the list of a repository shows it. */
export function renderIssueEvent(
  world: World,
  repository: RepositoryState,
  { issue, happened }: { issue: Issue; happened: TimelineEvent },
): Json {
  const { id, event, at, actor, detail } = happened;
  return {
    id,
    node_id: `IE_${id}`,
    url: repositoryApiUrl(world, repository, `/issues/events/${id}`),
    actor: renderAccount(world, actor),
    event,
    commit_id: event === 'merged' || event === 'closed' ? (detail['sha'] ?? null) : null,
    commit_url: null,
    created_at: renderTime(at),
    issue: renderIssue(world, repository, issue),
    performed_via_github_app: null,
    ...detailOf(event, detail),
  };
}

function detailOf(event: string, detail: Record<string, string>): Json {
  switch (event) {
    case 'labeled':
    case 'unlabeled':
      return { label: { name: detail['label'], color: detail['color'] } };
    case 'review_dismissed':
      return {
        dismissed_review: {
          state: 'dismissed',
          review_id: Number(detail['review']),
          dismissal_message: detail['message'],
        },
      };
    case 'renamed':
      return { rename: { from: detail['from'], to: detail['to'] } };
    default:
      return {};
  }
}
