import { describe, expect, test } from '@jest/globals';
import type { SandboxRules } from '#process/rules.js';
import { sandboxEnd, sandboxTimer, sandboxWarning } from '#process/sandbox-life.js';
import { stages } from '#process/stage.js';
import type { Sandbox, Task } from '#process/task.js';
import { deliveryAt } from './delivery.js';

const day = 86_400_000;
const hour = 3_600_000;
const start = 100 * day;
const rules: SandboxRules = { canStop: true, ttlMs: 14 * day, idleMs: null };

const started: Sandbox = { name: 'sandbox-1-1', url: 'https://sandbox', commit: 'live-1', since: start };

function aTaskWith(sandbox: Partial<Sandbox> = {}, over: Partial<Task> = {}): Task {
  return { ...deliveryAt('development').task, since: start, sandbox: { ...started, ...sandbox }, ...over };
}

describe('the end of a sandbox', () => {
  test('comes when its time is up, counted from when it was last brought up', () => {
    expect(sandboxEnd(aTaskWith(), rules)).toEqual({ at: start + 14 * day, why: 'ttl' });
    expect(sandboxEnd(aTaskWith({ since: start + day }), rules)?.at).toBe(start + 15 * day);
  });

  test('comes earlier when nothing happens for long, counted from the last thing on record', () => {
    const idle = { ...rules, idleMs: 12 * hour };
    expect(sandboxEnd(aTaskWith(), idle)).toEqual({ at: start + 12 * hour, why: 'idle' });
    const moved = aTaskWith({}, { since: start + hour });
    expect(sandboxEnd(moved, idle)?.at).toBe(start + 13 * hour);
  });

  test('is moved by an extension, for both, and taken away by a pin', () => {
    const idle = { ...rules, idleMs: 12 * hour };
    const until = start + 20 * day;
    expect(sandboxEnd(aTaskWith({ keep: { until, by: 'dora' } }), idle)?.at).toBe(until);
    expect(sandboxEnd(aTaskWith({ keep: { until: start + hour, by: 'dora' } }), idle)?.at).toBe(
      start + 12 * hour,
    );
    expect(sandboxEnd(aTaskWith({ keep: { until: null, by: 'dora' } }), idle)).toBeNull();
  });

  test('does not come where the rules set none, or nothing could stop it, or it does not run', () => {
    const stopped = { why: 'asked', by: 'dora', at: start } as const;
    for (const task of [
      aTaskWith({ stopped }),
      aTaskWith({ commit: null }),
      aTaskWith({}, { sandbox: null }),
    ])
      expect(sandboxEnd(task, rules)).toBeNull();
    expect(sandboxEnd(aTaskWith(), { ...rules, ttlMs: null })).toBeNull();
    expect(sandboxEnd(aTaskWith(), { ...rules, canStop: false })).toBeNull();
  });

  test('comes only where people use the sandbox, never while Greenlight works in it or it goes live', () => {
    const ends = stages.filter((stage) => sandboxEnd(aTaskWith({}, { stage }), rules) !== null);
    expect(ends).toEqual(['planning', 'development', 'testing', 'integration-testing', 'demo']);
  });
});

describe('the warning', () => {
  test('comes a day before, of a short life’s when three quarters are over', () => {
    expect(sandboxWarning(aTaskWith(), rules)).toBe(start + 13 * day);
    expect(sandboxWarning(aTaskWith(), { ...rules, ttlMs: 8 * hour })).toBe(start + 6 * hour);
  });

  test('comes once, and once more when the end was moved', () => {
    const warned = { end: start + 14 * day, at: start + 13 * day };
    expect(sandboxWarning(aTaskWith({ warned }), rules)).toBeNull();
    const keep = { until: start + 16 * day, by: 'dora' };
    expect(sandboxWarning(aTaskWith({ warned, keep }), rules)).toBe(start + 15 * day);
  });

  test('given late moves the end: nobody loses a sandbox without the whole notice', () => {
    const warned = { end: start + 14 * day, at: start + 20 * day };
    expect(sandboxEnd(aTaskWith({ warned }), rules)?.at).toBe(start + 21 * day);
  });

  test('is not given of a sandbox that only sleeps until somebody wants it', () => {
    expect(sandboxWarning(aTaskWith(), { ...rules, idleMs: 12 * hour })).toBeNull();
  });
});

describe('the clock', () => {
  test('wakes the task for the warning, then for the end', () => {
    expect(sandboxTimer(aTaskWith(), rules)).toEqual({ name: 'sandbox-warning', at: start + 13 * day });
    const warned = { end: start + 14 * day, at: start + 13 * day };
    expect(sandboxTimer(aTaskWith({ warned }), rules)).toEqual({ name: 'sandbox-end', at: start + 14 * day });
  });

  test('does what came due at another stage when this one is entered', () => {
    const late = aTaskWith({}, { since: start + 30 * day, stage: 'demo' });
    expect(sandboxTimer(late, rules)?.at).toBe(start + 30 * day);
  });

  test('lets a task alone that is at work, or has failed, or is kept back', () => {
    const awaiting = { id: 'x', kind: 'StopSandbox', since: start } as const;
    const failure = { operation: 'StartSandbox', why: 'no', at: start, log: null } as const;
    for (const over of [{ awaiting }, { failure }, { deferred: 'DeploySandbox' }] as const)
      expect(sandboxTimer(aTaskWith({}, over), rules)).toBeNull();
  });
});
