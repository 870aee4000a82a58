import { acknowledgements } from './acknowledgements.js';
import { decisions } from './decisions.js';
import { demoRequests } from './demo-requests.js';
import { latency } from './latency.js';
import { memory } from './memory.js';
import { openTasks } from './open-tasks.js';
import type { Scenario } from './scenario.js';
import { startUp } from './start-up.js';

/** Everything that is measured, in this order. */
export const scenarios: readonly Scenario[] = [
  acknowledgements,
  latency,
  decisions,
  openTasks,
  memory,
  startUp,
  demoRequests,
];
