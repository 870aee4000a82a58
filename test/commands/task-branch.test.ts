import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { taskBranch, taskOfBranch } from '#commands/task-branch.js';

const numbers = fc.integer({ min: 1, max: 9_999_999_999 });
const titles = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('аЯёЇß.Éi̇-/\\~^:?*[@{ \u0301\u200d😀.lock')),
    maxLength: 300,
  }),
);

describe('the work branch of a task', () => {
  test.each([
    ['Add a basket', 'task/12-add-a-basket'],
    ['  Fix: totals (again!) ', 'task/12-fix-totals-again'],
    ['Корзина: добавить щётку', 'task/12-korzina-dobavit-schetku'],
    ['Añadir über Čeština', 'task/12-anadir-uber-cestina'],
    ['買い物かご', 'task/12'],
    ['', 'task/12'],
    ['..lock', 'task/12-lock'],
    ['x'.repeat(49) + ' yz', `task/12-${'x'.repeat(49)}`],
  ])('of "%s" is %s', (title, branch) => {
    expect(taskBranch(12, title)).toBe(branch);
  });

  test('says which task it belongs to', () => {
    fc.assert(
      fc.property(numbers, titles, (number, title) => {
        expect(taskOfBranch(taskBranch(number, title))).toBe(number);
      }),
    );
  });

  test('is a name that git takes for a branch, and short', () => {
    const branches = fc
      .sample(fc.tuple(numbers, titles), 150)
      .map(([number, title]) => taskBranch(number, title));
    for (const branch of branches) {
      expect(branch.length).toBeLessThanOrEqual('task/9999999999-'.length + 50);
      expect(branch).toMatch(/^task\/\d+(-[a-z0-9]+)*$/);
    }
    const script = branches.map((branch) => `git check-ref-format --branch '${branch}' || exit 1`).join('\n');
    expect(spawnSync('sh', ['-e'], { input: script }).status).toBe(0);
  });

  test.each([
    'main',
    'task/',
    'task/0',
    'task/01-x',
    'task/x',
    'task/12x',
    'tasks/12',
    'my/task/12',
    'task/12345678901',
    '',
  ])('is not "%s"', (branch) => {
    expect(taskOfBranch(branch)).toBeNull();
  });
});
