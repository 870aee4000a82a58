import { reviewRun } from '../acts/protected-runs.js';
import type { RepositoryRoutes } from '../http/call.js';
import { choiceField, numberParameter, requiredText, textField } from '../http/fields.js';
import { found } from '../state/find.js';
import { doerOf } from './doer-of.js';

const states = ['approved', 'rejected'] as const;

export const runEndpoints: RepositoryRoutes = {
  'POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule': (call) => {
    const { body, repository, params } = call;
    const environment = requiredText(body, 'environment_name', 'WorkflowRun');
    const id = numberParameter(params, 'run_id');
    const run = found(
      repository.protectedRuns.find((one) => one.id === id && one.environment === environment),
    );
    reviewRun(doerOf(call), run, {
      state: choiceField(body, 'state', states),
      comment: textField(body, 'comment') ?? '',
    });
    return { status: 204 };
  },
};
