import { parseConfig } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';
import { decide } from '#process/decide.js';
import type { Event, EventType, Outcome } from '#process/event.js';
import type { Actor, Facts } from '#process/facts.js';
import { changesBetween } from '#process/fold-journal.js';
import { newTask } from '#process/new-task.js';
import type { Because } from '#process/because.js';
import type { OperationKind } from '#process/operation-kind.js';
import type { Role } from '#process/role.js';
import type { Change, Task } from '#process/task.js';
import type { Recorded } from '#wording/recorded.js';
import type { Explained } from '#wording/render-explain.js';

const repository = { id: 4_711, owner: 'northwind', name: 'shop', installation: 7 };
const start = Date.UTC(2026, 2, 2, 9, 12);
const hourMs = 3_600_000;

/** Who plays which role. */
export const cast: Readonly<Record<string, Role>> = {
  max: 'manager',
  carla: 'client',
  dana: 'developer',
  tara: 'tester',
  olga: 'devops',
};

/** The settings of the story's repository. */
export const storySettings: Settings = settingsOf(
  `roles:
  manager: max
  client: carla
  developer: [dana, dmitri]
  tester: tara
  devops: olga
environments:
  production:
    url: https://shop.example`,
);

/** What a configuration file says. */
export function settingsOf(text: string): Settings {
  const parsed = parseConfig(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.settings;
}

export const sha = (letter: string): string => letter.repeat(40);

type Fields<T extends EventType> = Omit<Extract<Event, { type: T }>, 'type' | 'by' | 'source'>;

/** A task that goes through the real process: everything that is said of it is said of a task that can exist. */
export interface Story {
  readonly task: () => Task;
  readonly journal: () => readonly (Recorded & Explained)[];
  /** A person says something; the reason that came of it is returned. */
  readonly say: <T extends EventType>(by: string, type: T, fields?: Partial<Fields<T>>) => Because;
  /** What the task waits for is done. */
  readonly done: (type: Outcome['type'], fields?: object) => Because;
  /** GitHub shows the change like this from now on. */
  readonly see: (change: Partial<Change>) => Because;
}

/** Begins the story: an issue with two scenarios in its checklist. */
export function beginStory(settings: Settings = storySettings): Story {
  let task = newTask({ repository, number: 12, title: 'Book a table online' });
  let change: Change | null = null;
  let now = start;
  const journal: (Recorded & Explained)[] = [];

  function step(event: Event, actor: Actor | null): Because {
    now += hourMs;
    const issue = {
      title: 'Book a table online',
      open: true,
      checklist: ['A guest books a table for two', 'A full evening cannot be booked'],
    };
    const seen = actor === null && event.type !== 'ChangeSeen' ? null : { issue, change, live: sha('1') };
    const facts: Facts = {
      now,
      rules: settings.rules,
      configProblem: null,
      actor,
      seen,
      delegateIsPerson: true,
    };
    const decision = decide(task, event, facts);
    const changes = changesBetween(task, decision.task);
    const { because, moves } = decision;
    const places = { from: task.version === 0 ? null : task.stage, to: decision.task.stage };
    if (decision.task.version > task.version)
      journal.push({ at: now, event, because, changes, moves, ...places });
    task = decision.task;
    return decision.because;
  }

  return {
    task: () => task,
    journal: () => journal,
    say: (by, type, fields = {}) => {
      const role = cast[by];
      const event = { type, by, source: { comment: 1, on: 12 }, ...fields } as Event;
      return step(event, { login: by, bot: false, roles: role === undefined ? [] : [role] });
    },
    done: (type, fields = {}) => {
      const operation = task.awaiting?.id ?? task.production?.watch ?? '';
      return step({ type, operation, ...fields } as Event, null);
    },
    see: (seen) => {
      change = { ...(change ?? firstChange), ...seen };
      return step({ type: 'ChangeSeen', change: change.number }, null);
    },
  };
}

const firstChange: Change = {
  number: 14,
  branch: 'task/12-book-a-table-online',
  base: 'main',
  head: sha('a'),
  author: 'dana',
  draft: false,
  open: true,
  merged: false,
  fork: false,
  checks: { state: 'green', open: [] },
};

const sandbox = 'https://sandbox-12.shop.example';
export const product = (head: string) => ({ head, live: sha('1'), merge: sha('9'), tree: sha('8') });
const backup = {
  id: 'b',
  environment: 'production',
  commit: sha('1'),
  bytes: 1,
  sha256: 'x',
  at: start,
};

/** Steps 1 to 3: agreed, planned, and a sandbox made. */
export function untilDevelopment(story: Story): void {
  untilSandbox(story);
  story.done('SandboxProvisioned', { url: sandbox, commit: sha('1'), branch: 'task/12-book-a-table-online' });
}

/** Steps 1 and 2. */
export function untilSandbox(story: Story): void {
  story.say('max', 'TaskProposed');
  story.say('max', 'EstimateGiven', {
    duration: '3d',
    cost: { amount: '1200', currency: 'EUR' },
    note: 'without payment online',
  });
  story.say('carla', 'Approved', { note: null });
  story.say('max', 'Approved', { note: null });
}

/** Step 5, for a commit of the developer. */
export function untilTesting(story: Story, head = sha('a')): void {
  story.see({ head });
  story.done('SandboxDeployed', { url: sandbox, commit: head });
}

/** Steps 5 to 9. */
export function untilDemo(story: Story, head = sha('a')): void {
  untilTesting(story, head);
  tests(story, 'both scenarios work');
  story.done('ChangeIntegrated', { product: product(head), url: sandbox });
  tests(story);
  story.done('BackupsTaken', { backups: [backup] });
}

/** The tester finds every scenario working, and says yes. */
export function tests(story: Story, note: string | null = null): void {
  story.say('tara', 'ScenariosPassed', { numbers: 'all' });
  story.say('tara', 'Approved', { note });
}

/** Steps 9 and 9.2.1. */
export function untilProduction(story: Story): void {
  untilTouched(story);
  story.done('ProductionDeployed', { url: 'https://shop.example' });
}

/** Step 9.2.1, in the middle of the deployment. */
export function untilTouched(story: Story): void {
  story.say('carla', 'Approved', { note: 'Just what we wanted' });
  story.done('ProductionGranted');
  story.done('ProductionTouched', { backup });
}

/** What the task waits for fails. */
export function fail(story: Story, kind: OperationKind, why: string, log: string | null = null): void {
  story.done('OperationFailed', { kind, why, log });
}
