import type { CheckVerdict } from './decide-check.js';
import { isGate } from './gate.js';
import type { Sha, Task } from './task.js';

/** What a button on the check asks for: the same as the command of that name. */
export const checkButtons = ['approve', 'reject', 'retry', 'rollback'] as const;

export type CheckButton = (typeof checkButtons)[number];

/** The buttons that fit where the task stands; who may use them is seen when they are used. GitHub shows at most three. */
export function decideButtons(task: Task | null, { because }: CheckVerdict): readonly CheckButton[] {
  if (task === null) return [];
  switch (because.code) {
    case 'operation_failed':
      return task.production?.touched === true && task.stage !== 'rollback'
        ? ['retry', 'rollback']
        : ['retry'];
    case 'gates_open':
      return canBeJudged(task) ? ['approve', 'reject'] : [];
    case 'shipping':
      return ['rollback'];
    default:
      return [];
  }
}

/** Whether what people would judge is there to be looked at. */
function canBeJudged({ stage, awaiting, sandbox, change, product, scenarios }: Task): boolean {
  if (!isGate(stage) || awaiting !== null) return false;
  switch (stage) {
    case 'planning':
      return scenarios.length > 0;
    case 'testing':
      return change !== null && shows(sandbox, change.head);
    case 'integration-testing':
    case 'demo':
      return product !== null && shows(sandbox, product.merge);
    default:
      return false;
  }
}

/** A sandbox that is stopped shows nothing. */
const shows = (sandbox: Task['sandbox'], commit: Sha): boolean =>
  sandbox?.commit === commit && !sandbox.stopped;
