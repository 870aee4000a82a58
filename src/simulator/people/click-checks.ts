import { requestAction, rerequestRun, rerequestSuite } from '../acts/checks.js';
import { createDeploymentStatus } from '../acts/deployments.js';
import type { Doer } from '../acts/doer.js';
import type { DeployStatusOptions } from '../continuous-integration.js';
import type { Actor } from '../github.js';
import { findCheckRun, found } from '../state/find.js';
import type { Do } from './do-as.js';

type CheckClicks = Pick<
  Actor,
  'clickCheckAction' | 'rerequestCheck' | 'rerequestCheckSuite' | 'deployStatus'
>;

/** The buttons of checks, which take write access, and deployments reported by hand. */
export function clickChecks(act: Do): CheckClicks {
  return {
    clickCheckAction: (repository, checkRunId, identifier) =>
      act({ repository, role: 'write', what: "use a check's buttons" }, (doer) =>
        requestAction(doer, findCheckRun(doer.repository, checkRunId), identifier),
      ),
    rerequestCheck: (repository, checkRunId) =>
      act({ repository, role: 'write', what: 're-run checks' }, (doer) =>
        rerequestRun(doer, findCheckRun(doer.repository, checkRunId)),
      ),
    rerequestCheckSuite: (repository, checkSuiteId) =>
      act({ repository, role: 'write', what: 're-run checks' }, (doer) =>
        rerequestSuite(doer, found(doer.repository.checkSuites.find((suite) => suite.id === checkSuiteId))),
      ),
    deployStatus: (repository, deploymentId, status) =>
      act({ repository, role: 'write', what: 'report deployments' }, (doer) =>
        reportDeployment(doer, deploymentId, status),
      ),
  };
}

/** Adds a status to a deployment, by whoever runs it. */
export function reportDeployment(
  doer: Doer,
  deploymentId: number,
  { state, description = '', environmentUrl = '', logUrl = '' }: DeployStatusOptions,
): { id: number } {
  const deployment = found(doer.repository.deployments.find((one) => one.id === deploymentId));
  const fields = { state, description, environmentUrl, logUrl, autoInactive: true };
  const { id } = createDeploymentStatus(doer, deployment, fields);
  return { id };
}
