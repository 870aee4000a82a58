import { addLabels, createLabel, editLabel, removeLabel, setLabels } from '../acts/labels.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { isRecord, listField, numberParameter, requiredText, textField } from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import { renderLabel } from '../render/render-issue.js';
import { findIssue, findLabel, found } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import type { Issue, Label } from '../state/records.js';
import { doerOf } from './doer-of.js';

const repo = '/repos/{owner}/{repo}';
const ofIssue = `${repo}/issues/{issue_number}/labels`;

export const labelEndpoints: RepositoryRoutes = {
  [`GET ${repo}/labels`]: (call) => listAnswer(call, call.repository.labels, render(call)),
  [`POST ${repo}/labels`]: (call) => {
    const label = createLabel(doerOf(call), {
      name: requiredText(call.body, 'name', 'Label'),
      ...looks(call),
    });
    return { status: 201, body: render(call)(label) };
  },
  [`GET ${repo}/labels/{name}`]: (call) => ({ status: 200, body: render(call)(labelOf(call)) }),
  [`PATCH ${repo}/labels/{name}`]: (call) => {
    const label = labelOf(call);
    const name = textField(call.body, 'new_name');
    editLabel(doerOf(call), label, { ...(name === undefined ? {} : { name }), ...looks(call) });
    return { status: 200, body: render(call)(label) };
  },
  [`GET ${ofIssue}`]: (call) => listAnswer(call, issueOf(call).labels, render(call)),
  [`POST ${ofIssue}`]: (call) => changeLabels(call, addLabels),
  [`PUT ${ofIssue}`]: (call) => changeLabels(call, setLabels),
  [`DELETE ${ofIssue}/{name}`]: (call) => {
    const issue = issueOf(call);
    removeLabel(doerOf(call), issue, call.params['name'] ?? '');
    return { status: 200, body: issue.labels.map(render(call)) };
  },
};

function changeLabels(call: RepositoryCall, change: typeof setLabels): Answer {
  const issue = issueOf(call);
  change(doerOf(call), issue, labelNames(call.body));
  return { status: 200, body: issue.labels.map(render(call)) };
}

/** Labels are sent as names or as objects with a name. */
export function labelNames(body: Record<string, unknown>): string[] {
  return (listField(body, 'labels') ?? []).map((label) => {
    const name = isRecord(label) ? label['name'] : label;
    if (typeof name !== 'string') throw refuse.field('Label', 'name', 'invalid');
    return name;
  });
}

function render({ world, repository }: RepositoryCall): (label: Label) => unknown {
  return (label) => renderLabel(world, repository, label);
}

function issueOf({ repository, params }: RepositoryCall): Issue {
  return findIssue(repository, numberParameter(params, 'issue_number'));
}

function labelOf({ repository, params }: RepositoryCall): Label {
  return found(findLabel(repository, params['name'] ?? ''));
}

function looks({ body }: RepositoryCall): { color?: string; description?: string } {
  const color = textField(body, 'color');
  const description = textField(body, 'description');
  return { ...(color === undefined ? {} : { color }), ...(description === undefined ? {} : { description }) };
}
