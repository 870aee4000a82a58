import type { CheckVerdict } from './decide-check.js';
import { isGate } from './gate.js';
import type { Rules } from './rules.js';
import type { Sha, Task } from './task.js';
import { scenariosInTheWay } from './verdicts.js';

/** What a button on the check asks for: the same as the command of that name. */
export const checkButtons = ['approve', 'reject', 'retry', 'rollback'] as const;

export type CheckButton = (typeof checkButtons)[number];

/**
 * The buttons that fit where the task stands; who may use them is seen when they are used. GitHub shows at most three. With
 * `rules`, nobody is offered to approve what single scenarios still keep closed.
 */
export function decideButtons(
  task: Task | null,
  { because }: CheckVerdict,
  rules: Rules | null = null,
): readonly CheckButton[] {
  if (task === null) return [];
  switch (because.code) {
    case 'operation_failed':
      return task.production?.touched === true && task.stage !== 'rollback'
        ? ['retry', 'rollback']
        : ['retry'];
    case 'gates_open':
      if (!canBeJudged(task)) return [];
      return isKeptClosed(task, rules) ? ['reject'] : ['approve', 'reject'];
    case 'shipping':
      return ['rollback'];
    default:
      return [];
  }
}

function isKeptClosed(task: Task, rules: Rules | null): boolean {
  if (rules === null) return false;
  const { open, failed } = scenariosInTheWay(task, rules);
  return open.length + failed.length > 0;
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
