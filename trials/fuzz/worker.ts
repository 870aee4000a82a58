import { parentPort, workerData } from 'node:worker_threads';
import { openTarget } from './open-target.js';
import type { Asked } from './watch.js';
import { tryInputs } from './try-inputs.js';

/** Tries one target, and says in shared memory which input it is at: whoever watches sees when it stands still. */
const { target: name, runs, seed, at } = workerData as Asked;
const target = await openTarget(name);
const place = new Int32Array(at);
const tried = await tryInputs(target, { runs, seed }, (now, index) => {
  place[0] = now;
  place[1] = index;
  place[2] = (place[2] ?? 0) + 1;
});
parentPort?.postMessage(tried);
await target.close();
