import { describe, expect, test } from '@jest/globals';
import { stages } from '#process/stage.js';
import type { Task } from '#process/task.js';
import { asks } from '#wording/ask.js';
import { findTurn, type Turn } from '#wording/find-turn.js';
import { speak } from '#wording/speak.js';
import { aChange, aTask } from '../support/a-task.js';
import * as play from './play-story.js';

const settings = play.storySettings;

/** Whose turn it is, after each step of a whole delivery. */
function turns(): readonly string[] {
  const said: string[] = [];
  const story = play.beginStory();
  const note = (): void => {
    const { ask, roles } = findTurn(story.task(), { settings, problem: null });
    said.push(`${story.task().stage}: ${ask} ${roles.join(' ')}`.trim());
  };
  const then = (act: () => unknown): void => {
    act();
    note();
  };
  const sandbox = 'https://sandbox.example';
  then(() => story.say('max', 'TaskProposed'));
  then(() => story.say('max', 'EstimateGiven', { duration: '3d', cost: null, note: null }));
  then(() => story.say('carla', 'Approved', { note: null }));
  then(() => story.say('max', 'Approved', { note: null }));
  then(() => story.done('SandboxProvisioned', { url: sandbox, commit: play.sha('1'), branch: 'b' }));
  then(() => story.see({ draft: true }));
  then(() => story.see({ draft: false, checks: { state: 'pending', open: ['build'] } }));
  then(() => story.see({ checks: { state: 'failing', open: ['build'] } }));
  then(() => story.see({ checks: { state: 'green', open: [] } }));
  then(() => story.done('SandboxDeployed', { url: sandbox, commit: play.sha('a') }));
  then(() => story.say('tara', 'Rejected', { reason: 'no' }));
  then(() => play.untilDemo(story, play.sha('b')));
  then(() => story.say('carla', 'Approved', { note: null }));
  then(() => story.done('ProductionGranted'));
  return said;
}

test('it is somebody’s turn at every step of a delivery', () => {
  expect(turns()).toEqual([
    'discussion: give_estimate manager',
    'discussion: agree_estimate client',
    'planning: approve_plan manager',
    'sandbox: await_greenlight',
    'development: open_change developer',
    'development: finish_draft developer',
    'development: await_checks',
    'development: fix_checks developer',
    'testing: await_greenlight',
    'testing: test_change tester',
    'development: push_fix developer',
    'demo: judge_demo client',
    'deployment: await_production',
    'deployment: await_greenlight',
  ]);
});

describe('whose turn it is', () => {
  const turn = (over: Partial<Task>, view = { settings, problem: null as string | null }): Turn =>
    findTurn(aTask(12, over), view);
  const failure = { operation: 'DeploySandbox', why: 'x', at: 0, log: null } as const;
  const hold = { by: 'max', at: 0, why: null };

  test('follows from what stands in the way first', () => {
    const stage = 'testing';
    expect(turn({ stage, failure, hold }, { settings, problem: 'line 3' }).ask).toBe('mend_config');
    expect(turn({ stage, failure, hold }).ask).toBe('lift_hold');
    expect(turn({ stage, failure }).ask).toBe('retry');
  });

  test('does not change when the watch over production fails, or the sandbox where nobody waits for it', () => {
    const watch = { ...failure, operation: 'WatchProduction' } as const;
    expect(turn({ stage: 'production-testing', failure: watch }).ask).toBe('test_production');
    expect(turn({ stage: 'development', failure }).ask).toBe('open_change');
  });

  test('is a tester’s only when the sandbox shows what is tested', () => {
    const change = aChange(14, play.sha('a'));
    const sandbox = { name: 's', url: null, commit: play.sha('b') };
    expect(turn({ stage: 'testing', change, sandbox }).ask).toBe('redeploy_sandbox');
    expect(turn({ stage: 'testing', change, sandbox: { ...sandbox, commit: change.head } }).ask).toBe(
      'test_change',
    );
  });

  test('goes to those who can name a client, when there is none to ask', () => {
    const bare = play.settingsOf('{}');
    const estimate = {
      revision: 1,
      duration: '1d',
      cost: null,
      note: null,
      by: 'max',
      at: 0,
      agreed: null,
    };
    expect(turn({ estimate }, { settings: bare, problem: null })).toEqual({
      ask: 'name_client',
      roles: ['manager', 'devops'],
    });
  });

  test('names every role that has still to approve, as the repository’s gates say', () => {
    const strict = play.settingsOf('roles: {client: none}\ngates: {testing: [tester, devops, developer]}');
    const change = aChange(14, play.sha('a'));
    const approval = {
      gate: 'testing',
      role: 'devops',
      by: 'olga',
      at: 0,
      head: change.head,
      live: null,
      note: null,
      override: null,
    } as const;
    const sandbox = { name: 's', url: null, commit: change.head };
    expect(
      turn({ stage: 'testing', change, sandbox, approvals: [approval] }, { settings: strict, problem: null })
        .roles,
    ).toEqual(['tester', 'developer']);
  });

  test('is known at every stage, also without settings at hand', () => {
    for (const stage of stages)
      expect(asks).toContain(findTurn(aTask(12, { stage }), { settings: null, problem: null }).ask);
  });
});

test('everything that can be waited for has words, and what can be typed is a command', () => {
  const facts = {
    roles: ['client'],
    number: 12,
    round: 2,
    change: '#14',
    branch: '`b`',
    checks: null,
    operation: 'DeployProduction',
    startLabel: null,
    toJudge: true,
    touched: true,
    head: null,
    base: null,
  } as const;
  for (const ask of asks) {
    const { title, todo, choices } = speak().asks[ask](facts);
    expect(title).toMatch(/^\S.{5,80}$/);
    expect(todo).toMatch(/^[A-Z].*[.:]$/s);
    for (const { type, then } of choices) {
      expect(type).toMatch(/^\/[a-z]+/);
      expect(then).toMatch(/\S/);
    }
  }
});
