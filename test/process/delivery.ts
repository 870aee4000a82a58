import { defaultPatience } from '#config/resolve-waiting.js';
import { decide } from '#process/decide.js';
import type { Decision } from '#process/decision.js';
import type { Event, EventOf, Outcome, Request } from '#process/event.js';
import type { Facts, Seen } from '#process/facts.js';
import { newTask } from '#process/new-task.js';
import type { Role } from '#process/role.js';
import type { Rules } from '#process/rules.js';
import type { Stage } from '#process/stage.js';
import type { Change, Task } from '#process/task.js';
import { aChange, repository } from '../support/a-task.js';
import { deepFreeze } from './deep-freeze.js';
import { outcomeOf } from './outcome-of.js';

/** The people of these stories, one for each role, and some with none or several. */
export const people = {
  mona: ['manager'],
  cleo: ['client'],
  dora: ['developer'],
  tess: ['tester'],
  otto: ['devops'],
  both: ['manager', 'devops'],
  nick: [],
} as const satisfies Record<string, readonly Role[]>;

export type Person = keyof typeof people;

/** What a person says, without who and where. */
export type Words = Request extends infer R ? (R extends Request ? Omit<R, 'by' | 'source'> : never) : never;

type Ended = Exclude<Outcome['type'], 'ProductionGranted'>;

export const rules: Rules = {
  gates: {
    discussion: ['client'],
    planning: ['manager'],
    testing: ['tester'],
    'integration-testing': ['tester'],
    demo: ['client'],
    'production-testing': ['tester'],
    'final-demo': ['client'],
  },
  quorum: { manager: 1, client: 1, developer: 1, tester: 1, devops: 1 },
  verdicts: 'required',
  selfApproval: false,
  onBaseChange: 'retest',
  requiredChecks: null,
  strategy: 'deploy-then-merge',
  watchMs: 600_000,
  waiting: defaultPatience,
  calendar: { timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5], holidays: [] },
  sandbox: { canStop: true, ttlMs: null, idleMs: null },
};

export const yes: Words = { type: 'Approved', note: null };
export const no: Words = { type: 'Rejected', reason: 'the button is red' };

/** One task on its way, and the world as GitHub would show it. */
export class Delivery {
  task: Task = newTask({ repository, number: 1, title: 'Idea' });
  rules: Rules;
  configProblem: string | null = null;
  seen: Seen = { issue: { title: 'Idea', open: true, checklist: [] }, change: null, live: 'live-1' };
  last: Decision | null = null;
  private now = 1_000;

  constructor(over: Partial<Rules> = {}) {
    this.rules = { ...rules, ...over };
    this.says('mona', { type: 'TaskProposed' });
  }

  get stage(): Stage {
    return this.task.stage;
  }

  /** The kinds of operations that the last decision started. */
  get started(): readonly string[] {
    return (this.last?.operations ?? []).filter(({ kind }) => kind !== 'CallPeople').map(({ kind }) => kind);
  }

  /** Whom the last decision called, and why. */
  get called(): readonly string[] {
    return (this.last?.operations ?? []).flatMap((one) =>
      one.kind === 'CallPeople' ? [`${one.call}: ${one.roles.join(', ')}`] : [],
    );
  }

  /** A person says something; GitHub is read for it. `commit`: as a review of that commit. */
  says(by: Person, words: Words, { commit }: { commit?: string } = {}): Decision {
    const source = {
      comment: commit === undefined ? 7 : null,
      on: 1,
      ...(commit !== undefined && { commit }),
    };
    return this.hears(
      { ...words, by, source },
      {
        actor: { login: by, bot: false, roles: people[by] },
      },
    );
  }

  /** The manager hands testing on. */
  delegates(to: Person, until: EventOf<'RoleDelegated'>['until']): Decision {
    const source = { comment: 7, on: 1 };
    const actor = { login: 'mona', bot: false, roles: people.mona };
    const event = { type: 'RoleDelegated', role: 'tester', to, until, by: 'mona', source } as const;
    return this.hears(event, { actor, delegateIsPerson: true });
  }

  /** A tester finds every scenario working, and says yes. */
  tests(by: Person = 'tess', words: Words = yes): Decision {
    this.says(by, { type: 'ScenariosPassed', numbers: 'all' });
    return this.says(by, words);
  }

  /** The pull request is now like this. */
  shows(over: Partial<Change>): Decision {
    const change = this.seen.change ?? { ...aChange(12, 'head-1'), author: 'dora' };
    this.seen = { ...this.seen, change: { ...change, ...over } };
    return this.hears({ type: 'ChangeSeen', change: this.seen.change?.number ?? 0 });
  }

  /** The default branch is now there; nobody is told. */
  liveMovesTo(live: string): void {
    this.seen = { ...this.seen, live };
  }

  /** The operation that the task waits for came to this. */
  ends<T extends Ended>(type: T, over: Partial<EventOf<T>> & { operation?: string } = {}): Decision {
    const { awaiting, production } = this.task;
    const watches = type === 'WatchEnded' || (type === 'ProductionUnhealthy' && awaiting === null);
    const operation = over.operation ?? (watches ? production?.watch : awaiting?.id) ?? 'nothing';
    const world = { operation, head: this.task.change?.head ?? '', live: this.seen.live };
    return this.hears(outcomeOf(type, world, over), { seen: null });
  }

  /** The repository's production is the task's own now. */
  isGranted(): Decision {
    return this.hears({ type: 'ProductionGranted' }, { seen: null });
  }

  /** Nobody says anything for this long. */
  waits(ms: number): Decision {
    this.now += ms;
    return this.hears({ type: 'TimePassed' }, { seen: null });
  }

  hears(event: Event, over: Partial<Facts> = {}): Decision {
    this.now += 1;
    const { now, rules: ruled, configProblem, seen } = this;
    const facts: Facts = { now, rules: ruled, configProblem, actor: null, seen, ...over };
    this.last = decide(deepFreeze(this.task), deepFreeze(event), deepFreeze(facts));
    this.task = this.last.task;
    return this.last;
  }
}

/** How each stage is left towards the next when all goes well. */
const onward: Partial<Record<Stage, (delivery: Delivery) => void>> = {
  discussion: (delivery) => {
    delivery.says('mona', { type: 'EstimateGiven', duration: '3d', cost: null, note: null });
    delivery.says('cleo', yes);
  },
  planning: (delivery) => {
    delivery.says('tess', { type: 'ScenarioAdded', text: 'The button is green' });
    delivery.says('mona', yes);
  },
  sandbox: (delivery) => delivery.ends('SandboxProvisioned'),
  development: (delivery) => delivery.shows({}),
  testing: (delivery) => {
    delivery.ends('SandboxDeployed');
    delivery.tests();
  },
  integration: (delivery) => delivery.ends('ChangeIntegrated'),
  'integration-testing': (delivery) => delivery.tests(),
  backup: (delivery) => delivery.ends('BackupsTaken'),
  demo: (delivery) => delivery.says('cleo', yes),
  deployment: (delivery) => {
    delivery.isGranted();
    delivery.ends('ProductionTouched');
    delivery.ends('ProductionDeployed');
  },
  'production-testing': (delivery) => delivery.tests(),
  'final-demo': (delivery) => delivery.says('cleo', yes),
  teardown: (delivery) => delivery.ends('SandboxRemoved'),
  release: (delivery) => delivery.ends('Released'),
};

/** Goes on, all going well, until the task stands at `stage`. */
export function goOn(delivery: Delivery, stage: Stage): Delivery {
  for (let steps = 0; delivery.stage !== stage; steps += 1) {
    const go = onward[delivery.stage];
    if (go === undefined || steps > 20) throw new Error(`${delivery.stage} does not lead to ${stage}`);
    go(delivery);
  }
  return delivery;
}

/** A delivery that stands at `stage`: it has just been entered. */
export function deliveryAt(stage: Stage, over: Partial<Rules> = {}): Delivery {
  const delivery = new Delivery(over);
  if (stage === 'rollback') goOn(delivery, 'production-testing').says('tess', no);
  else if (stage === 'cancelled') delivery.says('mona', { type: 'TaskCancelled', why: 'not needed' });
  else goOn(delivery, stage);
  return delivery;
}
