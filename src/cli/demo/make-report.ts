import { countRequests, type Requests } from './count-requests.js';
import type { Play } from './play.js';
import { type Claim, isNewComment, stepOf } from './verify.js';

/** What `--report` writes. Times are milliseconds since 1970; `ms` is how long it all took. */
export interface Report {
  readonly ok: boolean;
  readonly task: string;
  readonly stages: readonly {
    readonly step: string;
    readonly stage: string;
    readonly event: string;
    readonly by: string;
    readonly at: number;
  }[];
  readonly rounds: number;
  readonly rollbacks: number;
  readonly released: { readonly tag: string; readonly sha: string } | null;
  readonly requests: Omit<Requests, 'costs'>;
  /** What each decision cost in requests. */
  readonly costs: readonly { readonly step: string; readonly event: string; readonly requests: number }[];
  readonly comments: { readonly created: number; readonly edited: number };
  readonly deliveries: number;
  readonly ms: number;
  readonly claims: readonly Claim[];
}

/** Counts what the App asked of GitHub during the story. */
export function requestsOf({ stage: { github, app } }: Play): Requests {
  return countRequests(github.requests, app.decisions);
}

/** The report of a story that was played to its end. */
export async function makeReport(
  play: Play,
  { claims, requests, ms }: { claims: readonly Claim[]; requests: Requests; ms: number },
): Promise<Report> {
  const { github, repository, app } = play.stage;
  const { total, byRoute, byStep } = requests;
  const [release] = repository.releases();
  const tag = (await repository.tags()).find(({ name }) => name === release?.tag_name);
  return {
    ok: claims.every(({ holds }) => holds),
    task: `${repository.fullName}#${play.issue}`,
    stages: stagesOf(app.decisions),
    rounds: Math.max(...app.decisions.map(({ round }) => round)),
    rollbacks: app.decisions.filter(({ event }) => event === 'ProductionRestored').length,
    released: tag === undefined ? null : { tag: tag.name, sha: tag.sha },
    requests: { total, byRoute, byStep },
    costs: requests.costs.map(({ decision, requests: cost }) => ({
      step: stepOf(decision.from),
      event: decision.event,
      requests: cost,
    })),
    comments: {
      created: github.requests.filter(isNewComment).length,
      edited: github.requests.filter(isCommentEdit).length,
    },
    deliveries: github.deliveries.length,
    ms,
    claims,
  };
}

function stagesOf(decisions: Play['stage']['app']['decisions']): Report['stages'] {
  return decisions.flatMap((decision) => {
    const { event, by, at } = decision;
    const entered = { event, by: by ?? 'greenlight', at };
    if (event === 'TaskProposed') return [{ step: stepOf('discussion'), stage: 'discussion', ...entered }];
    return decision.moves.map(({ to }) => ({ step: stepOf(to), stage: to, ...entered }));
  });
}

/** A comment is edited alone, or along with the labels. */
function isCommentEdit({ method, route, body }: { method: string; route: string; body: unknown }): boolean {
  const { query = '' } = (body ?? {}) as { query?: string };
  return (method === 'PATCH' && route.includes('/issues/comments/')) || query.includes('updateIssueComment');
}
