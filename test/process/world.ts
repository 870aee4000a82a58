import { decide } from '#process/decide.js';
import type { Decision } from '#process/decision.js';
import type { Event, Outcome } from '#process/event.js';
import type { Actor, Facts, Seen } from '#process/facts.js';
import { newTask } from '#process/new-task.js';
import type { Numbered, OperationOf } from '#process/operation.js';
import type { OperationKind } from '#process/operation-kind.js';
import type { Role } from '#process/role.js';
import type { Rules } from '#process/rules.js';
import type { Change, Task } from '#process/task.js';
import { aChange, repository } from '../support/a-task.js';
import { deepFreeze } from './deep-freeze.js';
import type { Words } from './delivery.js';

/** Everybody who may say something in a random delivery. */
export const crowd = [
  { login: 'mona', bot: false, roles: ['manager'] },
  { login: 'cleo', bot: false, roles: ['client'] },
  { login: 'dora', bot: false, roles: ['developer'] },
  { login: 'tess', bot: false, roles: ['tester'] },
  { login: 'otto', bot: false, roles: ['devops'] },
  { login: 'both', bot: false, roles: ['manager', 'devops'] },
  { login: 'dot', bot: false, roles: ['developer', 'tester', 'client'] },
  { login: 'nick', bot: false, roles: [] },
  { login: 'robo', bot: true, roles: ['manager', 'client', 'developer', 'tester', 'devops'] },
] as const satisfies readonly Actor[];

/** One decision, with what it was made of. */
export interface Step {
  readonly before: Task;
  readonly event: Event;
  readonly facts: Facts;
  readonly decision: Decision;
}

/** An operation that was started, and what it has told so far. */
export interface Running {
  readonly operation: Numbered;
  touched: boolean;
  ended: boolean;
}

/** One task, and the world around it as GitHub and the machines would have it. */
export class World {
  task: Task = newTask({ repository, number: 1, title: 'Idea' });
  readonly steps: Step[] = [];
  readonly running: Running[] = [];
  readonly told: Outcome[] = [];
  changes: Change[] = [];
  title = 'Idea';
  checklist: readonly string[] = [];
  live = 1;
  /** Whether the change is in the merge queue. */
  queued = false;
  heads = 0;
  configProblem: string | null = null;
  /** The task's place in the queue for production. */
  slot: 'none' | 'queued' | 'granted' = 'none';
  private now = 1_000;

  readonly rules: Rules;
  private readonly check: (step: Step, world: World) => void;

  constructor(rules: Rules, check: (step: Step, world: World) => void) {
    this.rules = rules;
    this.check = check;
  }

  get seen(): Seen {
    const own = this.task.change?.open
      ? this.changes.find(({ number }) => number === this.task.change?.number)
      : (this.changes.findLast(({ open }) => open) ?? this.changes.at(-1));
    return {
      issue: { title: this.title, open: true, checklist: this.checklist },
      change: own ?? null,
      live: `live-${this.live}`,
      queued: this.queued,
    };
  }

  says(actor: Actor, words: Words, commit: string | null = null): Decision {
    const source = { comment: 7, on: 1, ...(commit !== null && { commit }) };
    return this.hears({ ...words, by: actor.login, source }, { actor, seen: this.seen });
  }

  looks(): Decision {
    return this.hears({ type: 'ChangeSeen', change: this.seen.change?.number ?? 0 }, { seen: this.seen });
  }

  /** Nobody says anything for a while. */
  waits(ms: number): Decision {
    this.now += ms;
    return this.hears({ type: 'TimePassed' }, {});
  }

  hears(event: Event, { actor = null, seen = null }: { actor?: Actor | null; seen?: Seen | null }): Decision {
    this.now += 1;
    const { now, rules, configProblem, task: before } = this;
    const facts: Facts = { now, rules, configProblem, actor, seen };
    deepFreeze([before, event, facts]);
    const decision = decide(before, event, facts);
    this.task = decision.task;
    for (const operation of decision.operations)
      if (operation.kind !== 'CallPeople') this.running.push({ operation, touched: false, ended: false });
    const step = { before, event, facts, decision };
    this.steps.push(step);
    this.check(step, this);
    if (decision.production === 'request') this.slot = 'queued';
    if (decision.production === 'release') this.slot = 'none';
    return decision;
  }

  /** A new head on the newest pull request that is open. */
  pushes(head = this.newHead()): void {
    this.alters((change) => ({ ...change, head, checks: { state: 'green', open: [] } }));
  }

  /** The merge that the process allows is made: by whoever, and the default branch moves by it. */
  mergesAsAllowed(): boolean {
    const { product, change, merging, awaiting, stage } = this.task;
    const releasing = stage === 'release' && awaiting?.kind === 'ReleaseChange';
    const own = this.changes.find(({ number }) => number === change?.number);
    if (own === undefined || product === null || (merging === null && !releasing)) return false;
    if (!own.open || own.head !== product.head || product.live !== `live-${this.live}`) return false;
    this.changes = this.changes.map((one) => (one === own ? { ...one, open: false, merged: true } : one));
    this.live += 1;
    this.queued = false;
    return true;
  }

  newHead(): string {
    this.heads += 1;
    return `head-${this.heads}`;
  }

  opens(author: string): void {
    if (this.changes.some(({ open }) => open)) return;
    const number = 12 + this.changes.length;
    this.changes.push({ ...aChange(number, this.newHead()), author });
  }

  alters(alter: (change: Change) => Change): void {
    this.changes = this.changes.map((change) => (change.merged ? change : alter(change)));
  }

  /** The operations of this kind that have not ended yet. */
  unended<K extends OperationKind>(
    kind: K,
  ): readonly (Running & { operation: OperationOf<K> & { id: string } })[] {
    return this.running.filter(
      (one): one is Running & { operation: OperationOf<K> & { id: string } } =>
        one.operation.kind === kind && !one.ended,
    );
  }

  tells(outcome: Outcome): Decision {
    this.told.push(outcome);
    return this.hears(outcome, {});
  }

  grants(): void {
    if (this.slot !== 'queued') return;
    this.slot = 'granted';
    this.tells({ type: 'ProductionGranted' });
  }
}

/** Somebody of the crowd who has the role, and did not write the change. */
export function someone(role: Role, task: Task): Actor {
  const found = crowd.find(
    ({ login, bot, roles }) =>
      !bot && (roles as readonly Role[]).includes(role) && login !== task.change?.author,
  );
  return found ?? crowd[0];
}
