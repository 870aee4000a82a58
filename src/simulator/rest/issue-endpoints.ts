import { editIssue, openIssue, reopenPull, setAssignees, setState } from '../acts/issues.js';
import { setLabels } from '../acts/labels.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { choiceField, numberParameter, requiredText, textField, textsField } from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import { renderFullIssue, renderIssue } from '../render/render-issue.js';
import { findIssue } from '../state/find.js';
import type { Issue } from '../state/records.js';
import { doerOf } from './doer-of.js';
import { labelNames } from './label-endpoints.js';
import { sorted } from './sorted.js';

const repo = '/repos/{owner}/{repo}';

export const issueEndpoints: RepositoryRoutes = {
  [`GET ${repo}/issues`]: (call) =>
    listAnswer(call, chosenIssues(call), (issue) => renderIssue(call.world, call.repository, issue)),
  [`POST ${repo}/issues`]: (call) => {
    const issue = openIssue(doerOf(call), {
      title: requiredText(call.body, 'title', 'Issue'),
      body: textField(call.body, 'body') ?? null,
      labels: labelNames(call.body),
      assignees: textsField(call.body, 'assignees') ?? [],
    });
    return { status: 201, body: renderFullIssue(call.world, call.repository, issue) };
  },
  [`GET ${repo}/issues/{issue_number}`]: (call) => answer(call, issueOf(call)),
  [`PATCH ${repo}/issues/{issue_number}`]: changeIssue,
  [`POST ${repo}/issues/{issue_number}/assignees`]: (call) => ({
    ...changeAssignees(call, (now, named) => [...now, ...named]),
    status: 201,
  }),
  [`DELETE ${repo}/issues/{issue_number}/assignees`]: (call) =>
    changeAssignees(call, (now, named) => now.filter((login) => !named.includes(login))),
};

async function changeIssue(call: RepositoryCall): Promise<Answer> {
  const { body } = call;
  const issue = issueOf(call);
  const doer = doerOf(call);
  const title = textField(body, 'title');
  const text = body['body'] === null ? null : textField(body, 'body');
  editIssue(doer, issue, {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { body: text }),
  });
  const assignees = textsField(body, 'assignees');
  if (assignees) setAssignees(doer, issue, assignees);
  if (body['labels'] != null) setLabels(doer, issue, labelNames(body));
  const reason = choiceField(body, 'state_reason', [
    'completed',
    'not_planned',
    'reopened',
    'duplicate',
  ] as const);
  const state = choiceField(body, 'state', ['open', 'closed'] as const);
  if (state === 'open' && issue.pull && issue.state === 'closed') await reopenPull(doer, issue);
  else if (state !== undefined) setState(doer, issue, { state, reason: reason ?? null });
  return answer(call, issue);
}

function changeAssignees(call: RepositoryCall, change: (now: string[], named: string[]) => string[]): Answer {
  const issue = issueOf(call);
  const now = issue.assignees.map(({ login }) => login);
  setAssignees(doerOf(call), issue, change(now, textsField(call.body, 'assignees') ?? []));
  return answer(call, issue);
}

function chosenIssues({ repository, query }: RepositoryCall): Issue[] {
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').toLowerCase().split(',').filter(Boolean);
  const since = Date.parse(query.get('since') ?? '') || 0;
  const creator = query.get('creator');
  const chosen = [...repository.issues.values()].filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      labels.every((name) => issue.labels.some((label) => label.name.toLowerCase() === name)) &&
      (creator === null || issue.author.login === creator) &&
      issue.updatedAt >= since,
  );
  return sorted(query, chosen);
}

function answer({ world, repository }: RepositoryCall, issue: Issue): Answer {
  return { status: 200, body: renderFullIssue(world, repository, issue) };
}

function issueOf({ repository, params }: RepositoryCall): Issue {
  return findIssue(repository, numberParameter(params, 'issue_number'));
}
