import { whyNotNow } from '#wording/can-ask.js';
import type { Command } from '#commands/command.js';
import { isQuestion } from '#commands/is-question.js';
import type { ReasonCode } from '#process/because.js';
import { newTask } from '#process/new-task.js';
import type { Role } from '#process/role.js';
import { type Stage, stages } from '#process/stage.js';
import type { Task } from '#process/task.js';

/** Refused for these, a request is not for this person, or not for this stage; for anything else the task only lacks something. */
const notHere: readonly ReasonCode[] = [
  'role_missing',
  'not_possible_here',
  'nothing_to_roll_back',
  'not_waiting_for_production',
  'override_of_another_gate',
];

const repository = { id: 1, owner: 'owner', name: 'name', installation: 1 };

/** Whether somebody who has this role alone may say this at this stage, where the repository asks whom the process asks. */
export function maySay(asks: Command['type'], role: Role, stage: Stage): boolean {
  if (isQuestion(asks)) return true;
  const refused = whyNotNow(asks, { task: bareTask(stage), roles: [role], settings: null });
  return refused === null || !notHere.includes(refused.code);
}

/** A task of which nothing is known but where it stands, and what goes with that: that it was cancelled, or has production. */
function bareTask(stage: Stage): Task {
  const cancelled = stage === 'cancelled' ? { by: '', at: 0, why: null } : null;
  const task = { ...newTask({ repository, number: 1, title: '' }), version: 1, stage, cancelled };
  const holds = stages.indexOf(stage) >= stages.indexOf('production-testing') && !isOver.includes(stage);
  if (!holds) return task;
  const production = { since: 0, touched: true, product: null, url: null, backup: null, watch: null };
  return { ...task, production };
}

const isOver: readonly Stage[] = ['released', 'cancelled'];
