import { announce } from '../state/announce.js';
import { findRepository } from '../state/find.js';
import { inBackground } from '../state/in-background.js';
import type { Happened, Run, RunnerOptions, WorkflowRunner } from '../state/workflow-run.js';
import type { World } from '../state/world.js';
import { endTracked } from './end-tracked.js';
import { inTurns } from './in-turns.js';
import { readWorkflows } from './read-workflows.js';
import { runWorkflow, type Shop } from './run-workflow.js';

/** From now on the workflows of this repository run, on this machine, when something happens for which they are meant. */
export function runWorkflows(world: World, fullName: string, options: RunnerOptions): WorkflowRunner {
  const repository = findRepository(world, fullName);
  const stopping = new AbortController();
  const shop: Shop = { world, repository, options, stop: stopping.signal, inTurns: inTurns() };
  const runs: Run[] = [];
  const running = new Set<Promise<unknown>>();
  const start = async (happened: Happened): Promise<void> => {
    const workflows = await readWorkflows(repository, happened.sha, happened.event);
    await Promise.all(
      workflows.map(async (workflow) => {
        const run: Run = { id: world.newId(), workflow: workflow.name, conclusion: null, log: '' };
        runs.push(run);
        announce(world);
        await runWorkflow(shop, workflow, happened, run);
      }),
    );
  };
  world.workflows.set(repository.id, (happened) => {
    if (stopping.signal.aborted) return;
    const started: Promise<void> = start(happened).finally(() => running.delete(started));
    running.add(started);
    inBackground(world, () => started);
  });
  const runner: WorkflowRunner = {
    runs,
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
      await endTracked(`RUNNER_WORKSPACE=${options.directory}`);
    },
  };
  world.runners.push(runner);
  return runner;
}
