import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { formsOf } from '#commands/forms-of.js';
import { isQuestion } from '#commands/is-question.js';
import { registry } from '#commands/registry.js';
import type { ReasonCode } from '#process/because.js';
import { type Role, roles } from '#process/role.js';
import { stages } from '#process/stage.js';
import { decideCell } from './a-cell.js';

const letterOf: Readonly<Record<Role, string>> = {
  manager: 'M',
  client: 'C',
  developer: 'D',
  tester: 'T',
  devops: 'O',
};

/** What a refusal says that is not about what the task lacks: not this person, or not this stage. */
const notHere: readonly ReasonCode[] = [
  'role_missing',
  'not_possible_here',
  'nothing_to_roll_back',
  'not_waiting_for_production',
  'override_of_another_gate',
];

/** The page as people read it: for each command a cell for each stage. */
const page = readFileSync('docs/reference/permissions.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .replaceAll('\\|', '¦')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('¦', '|')),
  );

const forms = Object.values(registry).flatMap(formsOf);

describe('the page of who may say what, and when', () => {
  test('has every command, and a cell for every stage', () => {
    expect(page.map(([usage]) => usage)).toEqual(forms.map(({ usage }) => `\`${usage}\``));
    for (const [, ...cells] of page) expect(cells).toHaveLength(stages.length);
  });

  /** Everything being there that the command needs, somebody with one role alone says it. */
  test.each(forms.map((form, index) => [form.usage, form, page[index]?.slice(1) ?? []] as const))(
    'is right about %s, cell by cell',
    (_usage, { asks }, cells) => {
      if (isQuestion(asks)) {
        expect(new Set(cells)).toEqual(new Set(['MCDTO']));
        return;
      }
      const tried = stages.map((stage) =>
        roles.filter((role) => {
          const { verdict, because } = decideCell({ stage, event: asks, roles: [role] });
          return verdict !== 'refused' || !notHere.includes(because.code);
        }),
      );
      expect(cells.map((cell) => roles.filter((role) => cell.includes(letterOf[role])))).toEqual(tried);
    },
  );
});
