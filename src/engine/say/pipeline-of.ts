import type { Pipeline } from '#wording/about.js';
import type { OperationKind } from '#process/operation-kind.js';
import type { Task } from '#process/task.js';
import type { Config } from '../configs.js';
import type { Engine } from '../engine.js';
import { type HeardOf, noteOfPipeline } from '../note-of-pipeline.js';

/** What a pipeline does; a task that waits for a place has asked for nothing yet. */
const kinds: readonly OperationKind[] = [
  'ProvisionSandbox',
  'DeploySandbox',
  'IntegrateChange',
  'BackUpBoth',
  'DeployProduction',
  'RestoreProduction',
  'RemoveSandbox',
  'StopSandbox',
  'StartSandbox',
];

/** The pipeline that is at work for this task; `null`: Greenlight works itself, or the task is in a queue. */
export async function pipelineOf(
  { store, clock }: Pick<Engine, 'store' | 'clock'>,
  { task, config }: { task: Task; config: Config },
): Promise<Pipeline | null> {
  const { awaiting, repository, key } = task;
  if (config.settings.environments.executor !== 'github-deployments') return null;
  if (awaiting === null || !kinds.includes(awaiting.kind)) return null;
  if (awaiting.kind === 'ProvisionSandbox') {
    const queue = await store.sandboxQueue(repository.id);
    if (queue.some((one) => one.task === key && !one.granted)) return null;
  }
  const noted = await store.loadNote(noteOfPipeline(key));
  const heard = noted === null ? null : (JSON.parse(noted) as HeardOf);
  const nothing = { heard: null, log: null };
  if (heard === null || clock.now() < heard.shown) return nothing;
  // GitHub's times are whole seconds. What was heard before is of other work.
  if (heard.at < awaiting.since - 1_000) return nothing;
  return { heard: heard.at, log: heard.log };
}
