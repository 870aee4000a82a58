import { expect, test } from '@jest/globals';
import type { Approval, Rejection, Task } from '#process/task.js';
import { isCounted } from '../../trials/chaos/audit.js';

const at = 5_000;
const approval: Approval = {
  ...{ gate: 'testing', role: 'tester', by: 'tess', at, note: null, override: null },
  head: 'a'.repeat(40),
  live: null,
};
const rejection: Rejection = { ...approval, reason: 'It is red', round: 1 };
const counts = (changes: Partial<Task>): boolean => isCounted({ at, changes }, 'tess');

test('a verdict counted when it stays with its task, or led on', () => {
  expect(counts({ approvals: [{ ...approval, by: 'dan', at: 1 }, approval] })).toBe(true);
  expect(counts({ rejection })).toBe(true);
  expect(counts({ ledOn: 4_000 })).toBe(true);
});

test('one that was refused did not, although what was seen along with it took approvals away', () => {
  expect(counts({})).toBe(false);
  expect(counts({ approvals: [{ ...approval, at: 1 }], verdicts: [], stage: 'testing' })).toBe(false);
  expect(counts({ approvals: [{ ...approval, by: 'tom' }], rejection: null })).toBe(false);
});
