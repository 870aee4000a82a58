import type { Engine } from './engine.js';
import { handleEvent } from './handle-event.js';
import { handleRepository } from './handle-repository.js';
import { laneKinds } from './lanes.js';
import { giveUpOperation, handleOperation } from './perform/handle-operation.js';
import { handleNotice } from './notify.js';
import { handleSay } from './say/handle-say.js';
import { beginReconciling, firstReconcileJob, handleReconcile } from './reconcile/handle-reconcile.js';
import { firstSweepJob, handleSweep } from './sweep-deliveries.js';
import { handleTidy, tidyJob } from './tidy.js';
import { type Line, work } from './worker.js';

const lines: readonly Line[] = [
  { prefix: laneKinds.decide, width: 8, attempts: 12, handle: handleEvent },
  { prefix: laneKinds.say, width: 8, attempts: 12, handle: handleSay },
  { prefix: laneKinds.repository, width: 2, attempts: 12, handle: handleRepository },
  { prefix: laneKinds.hook, width: 4, attempts: 10, handle: handleNotice },
  { prefix: laneKinds.tidy, width: 1, attempts: 12, handle: handleTidy },
  { prefix: laneKinds.reconcile, width: 4, attempts: 12, handle: handleReconcile },
  { prefix: laneKinds.sweep, width: 1, attempts: 12, handle: handleSweep },
  { prefix: laneKinds.perform, width: 4, attempts: 5, handle: handleOperation, giveUp: giveUpOperation },
  { prefix: laneKinds.watch, width: 2, attempts: 5, handle: handleOperation, giveUp: giveUpOperation },
];

/** The workers of one process. */
export interface Working {
  /** `false` once one of them has ended. */
  readonly isWhole: () => boolean;
  /** Ends them, in some ten seconds at most: what runs is aborted and handed back to whoever works next. */
  readonly stop: () => Promise<void>;
}

/** Starts the workers, and the housekeeping. */
export async function startEngine(engine: Engine, owner: string): Promise<Working> {
  const now = engine.clock.now();
  await beginReconciling(engine);
  await engine.store.enqueue([tidyJob(now), firstSweepJob(now, owner), firstReconcileJob(now, owner)]);
  const controller = new AbortController();
  let whole = true;
  const working = Promise.all(
    lines.map((line) =>
      work(engine, line, { owner, signal: controller.signal }).finally(() => {
        whole = false;
      }),
    ),
  );
  return {
    isWhole: () => whole,
    stop: async () => {
      controller.abort(new Error('stopping'));
      for (const running of engine.running.values()) running.abort(new Error('stopping'));
      await working;
    },
  };
}
