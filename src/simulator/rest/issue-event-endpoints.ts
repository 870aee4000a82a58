import type { RepositoryRoutes } from '../http/call.js';
import { listAnswer } from '../http/paginate.js';
import { renderComment } from '../render/render-issue.js';
import { isListed, renderIssueEvent } from '../render/render-issue-event.js';
import { sorted } from './sorted.js';

const issues = '/repos/{owner}/{repo}/issues';

/** What happened to all issues and pull requests of a repository. */
export const issueEventEndpoints: RepositoryRoutes = {
  [`GET ${issues}/events`]: (call) => {
    const all = [...call.repository.issues.values()].flatMap((issue) =>
      issue.timeline.filter(isListed).map((happened) => ({ issue, happened })),
    );
    const newestFirst = all.sort((a, b) => b.happened.id - a.happened.id);
    return listAnswer(call, newestFirst, (one) => renderIssueEvent(call.world, call.repository, one));
  },
  [`GET ${issues}/comments`]: (call) => {
    const since = Date.parse(call.query.get('since') ?? '') || 0;
    const all = [...call.repository.issues.values()].flatMap((issue) =>
      issue.comments.map((comment) => ({ ...comment, number: comment.id, issue, comment })),
    );
    const chosen = all.filter(({ updatedAt }) => updatedAt >= since);
    return listAnswer(call, sorted(call.query, chosen), (one) =>
      renderComment(call.world, call.repository, one),
    );
  },
};
