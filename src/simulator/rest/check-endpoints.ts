import { createCheckRun, updateCheckRun, type CheckFields } from '../acts/checks.js';
import { resolveCommit } from '../git/read-commit.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import {
  choiceField,
  isRecord,
  listField,
  numberParameter,
  recordField,
  requiredText,
  textField,
} from '../http/fields.js';
import { listAnswer, pageOf } from '../http/paginate.js';
import { renderAnnotation } from '../render/render-annotation.js';
import { renderCheckRun, renderCheckSuite } from '../render/render-check.js';
import { findCheckRun, found } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import { latestRuns } from '../state/suite-result.js';
import type { CheckRun, CheckSuite } from '../state/records.js';
import { doerOf } from './doer-of.js';
import { readAnnotation } from './read-annotation.js';

const repo = '/repos/{owner}/{repo}';
const maxText = 65_535;

export const checkEndpoints: RepositoryRoutes = {
  [`POST ${repo}/check-runs`]: async (call) => {
    const name = requiredText(call.body, 'name', 'CheckRun');
    const headSha = requiredText(call.body, 'head_sha', 'CheckRun');
    const run = await createCheckRun(doerOf(call), call.world.app, { ...fieldsOf(call), name, headSha });
    return { status: 201, body: renderCheckRun(call.world, call.repository, run) };
  },
  [`GET ${repo}/check-runs/{check_run_id}`]: (call) => ({
    status: 200,
    body: renderCheckRun(call.world, call.repository, runOf(call)),
  }),
  [`PATCH ${repo}/check-runs/{check_run_id}`]: (call) => {
    const run = runOf(call);
    if (run.app !== call.world.app) {
      throw refuse.invalid('Invalid app_id. The check run was created by another GitHub App.');
    }
    updateCheckRun(doerOf(call), run, fieldsOf(call));
    return { status: 200, body: renderCheckRun(call.world, call.repository, run) };
  },
  [`GET ${repo}/check-runs/{check_run_id}/annotations`]: (call) =>
    listAnswer(call, runOf(call).output.annotations, (annotation) =>
      renderAnnotation(call.world, call.repository, { annotation, sha: runOf(call).headSha }),
    ),
  [`GET ${repo}/commits/{ref}/check-runs`]: async (call) => {
    const sha = await shaOf(call);
    return runsAnswer(
      call,
      call.repository.checkRuns.filter((run) => run.headSha === sha),
    );
  },
  [`GET ${repo}/commits/{ref}/check-suites`]: async (call) => {
    const sha = await shaOf(call);
    return suitesAnswer(
      call,
      call.repository.checkSuites.filter((suite) => suite.headSha === sha),
    );
  },
  [`GET ${repo}/check-suites/{check_suite_id}`]: (call) => ({
    status: 200,
    body: renderCheckSuite(call.world, call.repository, suiteOf(call)),
  }),
  [`GET ${repo}/check-suites/{check_suite_id}/check-runs`]: (call) => {
    const suite = suiteOf(call);
    return runsAnswer(
      call,
      call.repository.checkRuns.filter((run) => run.suite === suite),
    );
  },
};

function runOf({ repository, params }: RepositoryCall): CheckRun {
  return findCheckRun(repository, numberParameter(params, 'check_run_id'));
}

function suiteOf({ repository, params }: RepositoryCall): CheckSuite {
  const id = numberParameter(params, 'check_suite_id');
  return found(repository.checkSuites.find((suite) => suite.id === id));
}

async function shaOf({ repository, params }: RepositoryCall): Promise<string> {
  const ref = params['ref'] ?? '';
  const sha = await resolveCommit(repository, ref);
  if (sha === null) throw refuse.invalid(`No commit found for SHA: ${ref}`);
  return sha;
}

function runsAnswer(call: RepositoryCall, all: CheckRun[]): Answer {
  const { query, world, repository } = call;
  const appId = query.get('app_id');
  const chosen = (query.get('filter') === 'all' ? all : latestRuns(all))
    .filter((run) => (query.get('check_name') ?? run.name) === run.name)
    .filter((run) => (query.get('status') ?? run.status) === run.status)
    .filter((run) => appId === null || run.app.id === Number(appId))
    .reverse();
  const { items, headers } = pageOf(call, chosen);
  const runs = items.map((run) => renderCheckRun(world, repository, run));
  return { status: 200, headers, body: { total_count: chosen.length, check_runs: runs } };
}

function suitesAnswer(call: RepositoryCall, all: CheckSuite[]): Answer {
  const appId = call.query.get('app_id');
  const chosen = all.filter((suite) => appId === null || suite.app.id === Number(appId));
  const { items, headers } = pageOf(call, chosen);
  const suites = items.map((suite) => renderCheckSuite(call.world, call.repository, suite));
  return { status: 200, headers, body: { total_count: chosen.length, check_suites: suites } };
}

const statuses = ['queued', 'in_progress', 'completed'] as const;
const conclusions = [
  'action_required',
  'cancelled',
  'failure',
  'neutral',
  'success',
  'skipped',
  'timed_out',
] as const;

function fieldsOf({ body }: RepositoryCall): CheckFields {
  return {
    name: textField(body, 'name'),
    status: choiceField(body, 'status', statuses),
    conclusion: choiceField(body, 'conclusion', conclusions),
    externalId: textField(body, 'external_id'),
    detailsUrl: textField(body, 'details_url'),
    startedAt: timeField(body, 'started_at'),
    completedAt: timeField(body, 'completed_at'),
    output: outputOf(body),
    actions: actionsOf(body),
  };
}

function timeField(body: Record<string, unknown>, name: string): number | undefined {
  const text = textField(body, name);
  return text === undefined ? undefined : Date.parse(text);
}

function outputOf(body: Record<string, unknown>): CheckFields['output'] {
  const output = recordField(body, 'output');
  if (!output) return undefined;
  const annotations = (listField(output, 'annotations') ?? []).filter(isRecord).map(readAnnotation);
  if (annotations.length > 50) throw refuse.invalid('No more than 50 annotations are allowed per request.');
  return {
    title: textField(output, 'title') ?? null,
    summary: longText(output, 'summary'),
    text: longText(output, 'text'),
    annotations,
  };
}

function longText(output: Record<string, unknown>, name: string): string | null {
  const text = textField(output, name) ?? null;
  if (text !== null && text.length > maxText) {
    throw refuse.invalid(
      `Invalid request.\n\nOnly ${maxText} characters are allowed; ${text.length} were supplied.`,
    );
  }
  return text;
}

/** At most three buttons, with short texts. */
function actionsOf(body: Record<string, unknown>): CheckFields['actions'] {
  const actions = listField(body, 'actions');
  if (!actions) return undefined;
  if (actions.length > 3) throw refuse.invalid('Only a maximum of 3 actions are allowed.');
  return actions.filter(isRecord).map((action) => ({
    label: limited(action, 'label', 20),
    description: limited(action, 'description', 40),
    identifier: limited(action, 'identifier', 20),
  }));
}

function limited(action: Record<string, unknown>, name: string, most: number): string {
  const text = requiredText(action, name, 'CheckRun');
  if (text.length > most)
    throw refuse.invalid(`The action's ${name} exceeds the maximum of ${most} characters.`);
  return text;
}
