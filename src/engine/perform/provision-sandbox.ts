import { taskBranch } from '#commands/task-branch.js';
import { isOwnTask } from '#process/is-own-task.js';
import type { Sha } from '#process/task.js';
import { projectJob } from '../record.js';
import { done, failedAs, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { withDeployment } from './with-deployment.js';
import { wakeWaiting } from './wake-waiting.js';
import { sandboxOf, workFor } from './work-for.js';

/** Step 3: the work branch, and a sandbox made from the live project. */
export async function provisionSandbox(performance: Performance<'ProvisionSandbox'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { github, environments, configs } = engine;
  const { commit: live, ...file } = await github.loadConfig(task.repository);
  const { settings } = await configs.take(task.repository, { ...file, commit: live });
  if (!(await takePlace(performance, settings.rules.sandbox.most ?? null))) return untilFree;
  const branch = await workBranch(performance, live);

  const environment = sandboxOf(operation.sandbox);
  const work = await workFor(performance, {
    step: 'provision',
    environment,
    commit: live,
    scripts: live,
    settings,
  });
  const result = await withDeployment(performance, 'provision', {
    work,
    run: (asked) => environments.provision(asked),
  });
  if (result.kind === 'failed') return failedAs(result);
  return done({
    type: 'SandboxProvisioned',
    operation: operation.id,
    url: result.url,
    commit: result.commit,
    branch,
  });
}

/** A place is given back by a removal, which wakes whoever waits; this is for one that nobody saw. */
const untilFree: Performed = { kind: 'snooze', afterMs: 60_000 };

/** Whether there is room for one more sandbox. The card tells the place in the queue, each time that it is another. */
async function takePlace(
  { engine, task }: Performance<'ProvisionSandbox'>,
  most: number | null,
): Promise<boolean> {
  const { store, clock } = engine;
  const now = clock.now();
  const granted = await store.takeSandbox({ task: task.key, repository: task.repository.id, most, now });
  const noted = `sandbox-place:${task.key}`;
  const told = (await store.loadNote(noted)) ?? '';
  const queue = granted ? [] : await store.sandboxQueue(task.repository.id);
  const waiting = queue.filter((one) => !one.granted);
  const place = granted ? '' : String(waiting.findIndex((one) => one.task === task.key));
  if (place === told) return granted;
  await store.saveNote(noted, place);
  await store.enqueue([projectJob(task.key, { now, node: null, look: 'always' })]);
  if (granted) await wakeWaiting(engine, task.repository.id);
  return granted;
}

/** A pull request that is its own task has its branch already; every other task gets one. */
async function workBranch(
  { engine, task, operation }: Performance<'ProvisionSandbox'>,
  live: Sha,
): Promise<string> {
  if (task.change !== null && isOwnTask(task)) return task.change.branch;
  const branch = task.branch ?? taskBranch(task.number, operation.title);
  await engine.github.createBranch(task.repository, branch, live);
  return branch;
}
