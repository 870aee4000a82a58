import { decide } from '#process/decide.js';
import type { Decision } from '#process/decision.js';
import type { Event, Outcome } from '#process/event.js';
import type { FreezeWindow } from '#process/freeze.js';
import type { ProductionFacts, ProductionHeld } from '#process/production-facts.js';
import type { Actor, Facts, Seen } from '#process/facts.js';
import { newTask } from '#process/new-task.js';
import type { Numbered, OperationOf } from '#process/operation.js';
import type { OperationKind } from '#process/operation-kind.js';
import type { Role } from '#process/role.js';
import type { Rules } from '#process/rules.js';
import type { Change, Task } from '#process/task.js';
import { aChange, repository } from '../support/a-task.js';
import { aBackup } from './outcome-of.js';
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
  { login: 'tom', bot: false, roles: ['tester', 'client'] },
  { login: 'robo', bot: true, roles: ['manager', 'client', 'developer', 'tester', 'devops'] },
] as const satisfies readonly Actor[];

const always: FreezeWindow = {
  every: 'once',
  from: 0,
  to: 1e6,
  timezone: 'UTC',
  exceptLabel: null,
  why: null,
};

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

interface Content {
  readonly tree: string;
  readonly parents: readonly string[];
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
  /** What each head consists of. */
  readonly contents = new Map<string, Content>();
  configProblem: string | null = null;
  /** The task's place in the queue for production. */
  slot: 'none' | 'queued' | 'granted' = 'none';
  /** Production, held and frozen. */
  held: ProductionHeld | null = null;
  readonly banned = new Set<string>();
  isFrozen = false;
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

  /** `review`: the id of the review in which it was said, on `commit`. */
  says(actor: Actor, words: Words, commit: string | null = null, review = 1): Decision {
    const source = { comment: 7, on: 1, ...(commit !== null && { commit, review }) };
    return this.hears({ ...words, by: actor.login, source }, { actor, seen: this.seen });
  }

  /** GitHub tells who pushed the newest head. */
  tellsPush(by: string): void {
    const change = this.seen.change;
    if (change === null) return;
    const event = { type: 'ChangeSeen', change: change.number, pushed: { head: change.head, by } } as const;
    this.hears(event, { seen: this.seen });
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
    const production = this.productionFor(event);
    const freeze = this.isFrozen ? [always] : [];
    const facts: Facts = {
      now,
      rules: { ...rules, freeze },
      configProblem,
      actor,
      seen,
      production,
      delegateIsPerson: true,
    };
    deepFreeze([before, event, facts]);
    const decision = decide(before, event, facts);
    this.task = decision.task;
    for (const operation of decision.operations)
      if (operation.kind !== 'CallPeople') this.running.push({ operation, touched: false, ended: false });
    const step = { before, event, facts, decision };
    this.steps.push(step);
    this.check(step, this);
    if (decision.production === 'unhold') this.held = null;
    if (decision.holds) {
      this.held = decision.holds;
      if (decision.holds.head !== null) this.banned.add(decision.holds.head);
    }
    if (decision.production === 'request' || decision.production === 'requeue') this.slot = 'queued';
    if (decision.production === 'release') this.slot = 'none';
    return decision;
  }

  private productionFor(event: Event): ProductionFacts {
    const returns = event.type === 'RollbackRequested' && this.task.stage === 'released';
    const point = { tag: 'v0', backup: aBackup('of v0', 'live-0'), undone: ['v1.0.0'] };
    const newest = { number: this.task.number, tag: 'v1.0.0' };
    const releases = returns ? { newest, point, kept: ['v0'] } : null;
    return { held: this.held, banned: [...this.banned], ahead: 1, releases };
  }

  /** A new head on the newest pull request that is open. */
  pushes(head = this.newHead(), content: 'other' | 'the same' | 'joined' = 'other'): void {
    const made = this.contentFor(head, content);
    this.contents.set(head, made);
    this.alters((one) => ({ ...one, ...made, head, checks: { state: 'green', open: [] } }));
  }

  private contentFor(head: string, content: 'other' | 'the same' | 'joined'): Content {
    const { product, change } = this.task;
    const former = this.changes.findLast(({ open }) => open) ?? change;
    if (former === null) return { tree: `tree of ${head}`, parents: [] };
    if (content === 'other')
      return this.contents.get(head) ?? { tree: `tree of ${head}`, parents: [former.head] };
    if (content === 'joined' && product !== null)
      return { tree: product.tree, parents: [former.head, product.live] };
    return { tree: former.tree ?? '', parents: former.parents ?? [] };
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

  opens(author: string, fork = false): void {
    if (this.changes.some(({ open }) => open)) return;
    const number = 12 + this.changes.length;
    const head = this.newHead();
    const made = { tree: `tree of ${head}`, parents: ['live-1'] };
    this.contents.set(head, made);
    this.changes.push({ ...aChange(number, head), ...made, author, fork });
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
    // Nobody is granted what is held; a rollback is.
    if (this.held !== null && this.task.stage !== 'rollback') return;
    this.slot = 'granted';
    this.tells({ type: 'ProductionGranted' });
  }
}

/** Everybody of the crowd who has the role, and did neither write the change nor push the head that is judged. */
export function everybody(role: Role, { change, product }: Task): readonly Actor[] {
  const judged = product?.head ?? change?.head;
  const pushed = (change?.pushes ?? []).filter(({ head }) => head === judged).map(({ by }) => by);
  return crowd.filter(
    ({ login, bot, roles }) =>
      !bot &&
      (roles as readonly Role[]).includes(role) &&
      login !== change?.author &&
      !pushed.includes(login),
  );
}

/** Somebody of the crowd who has the role, and did not write the change. */
export function someone(role: Role, task: Task): Actor {
  const found = crowd.find(
    ({ login, bot, roles }) =>
      !bot && (roles as readonly Role[]).includes(role) && login !== task.change?.author,
  );
  return found ?? crowd[0];
}
