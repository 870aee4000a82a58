import { createCheckRun, updateCheckRun } from '../acts/checks.js';
import type { Doer } from '../acts/doer.js';
import { askToDeploy } from '../acts/protected-runs.js';
import { createStatus } from '../acts/statuses.js';
import { resolveCommit } from '../git/read-commit.js';
import type { CiCheck, ContinuousIntegration } from '../continuous-integration.js';
import { findRepository, found } from '../state/find.js';
import { inTurn } from '../state/in-turn.js';
import type { World } from '../state/world.js';
import { reportDeployment } from './click-checks.js';

/** Continuous integration: `github-actions`, an App other than the one under test. */
export function ci(world: World, fullName: string): ContinuousIntegration {
  const repository = findRepository(world, fullName);
  const doer: Doer = { world, repository, by: world.ciApp.bot, viaApp: false };
  return {
    check: (ref, check) => inTurn(repository, () => reportCheck(doer, ref, check)),
    status: (sha, { context, state, description = null }) =>
      inTurn(repository, async () => {
        const status = { sha, context, state, description, targetUrl: null };
        return { id: (await createStatus(doer, status)).id };
      }),
    askToDeploy: (deployment) =>
      inTurn(repository, async () => ({ run: (await askToDeploy(doer, deployment)).id })),
    deployStatus: (deploymentId, status) =>
      inTurn(repository, () => reportDeployment(doer, deploymentId, status)),
  };
}

/** An unfinished run of that name goes on; a finished one is followed by a new one, as when a workflow runs again. */
async function reportCheck(
  doer: Doer,
  ref: string,
  { name, status, conclusion, output }: CiCheck,
): Promise<{ id: number }> {
  const { world, repository } = doer;
  const headSha = found(await resolveCommit(repository, ref));
  const fields = {
    status: status ?? (conclusion === undefined ? ('queued' as const) : ('completed' as const)),
    conclusion,
    ...(output ? { output: { text: null, ...output, annotations: [] } } : {}),
  };
  const current = repository.checkRuns.findLast(
    (run) => run.app === world.ciApp && run.headSha === headSha && run.name === name,
  );
  if (current && current.status !== 'completed') {
    updateCheckRun(doer, current, fields);
    return { id: current.id };
  }
  const { id } = await createCheckRun(doer, world.ciApp, { ...fields, name, headSha });
  return { id };
}
