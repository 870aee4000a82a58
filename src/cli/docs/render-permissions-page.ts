import { formsOf } from '#commands/forms-of.js';
import { type Form, registry } from '#commands/registry.js';
import { isResting } from '#process/is-resting.js';
import { type Role, roles } from '#process/role.js';
import { type Stage, stages } from '#process/stage.js';
import { stageTable } from '#process/stages.js';
import { joinBlocks, renderCode, renderNotice, renderTable } from './markdown.js';
import { maySay } from './may-say.js';

const letters: Readonly<Record<Role, string>> = {
  manager: 'M',
  client: 'C',
  developer: 'D',
  tester: 'T',
  devops: 'O',
};

const introduction = `Each cell names who may write the command while the task stands at that step: **M**anager, **C**lient, **D**eveloper, **T**ester, Dev**O**ps. An empty cell: nobody, the
answer is a refusal that says what is possible. Whether it comes to something depends on the task as well: \`/retry\` needs something that failed, \`/approve\` something to
look at. The gates (1, 2, 5, 7, 9, 9.2.2, 9.2.4) are shown with the roles that the process asks; [\`.github/greenlight.yml\`](configuration.md) may name others. \`test/process/permissions.test.ts\`
tries every cell.`;

/** docs/reference/permissions.md: every command, every role, every stage. */
export function renderPermissionsPage(): string {
  return joinBlocks([
    renderNotice('src/commands/registry.ts, src/process/authority.ts and src/process/stages.ts'),
    '# Who may say what, and when',
    introduction,
    renderTable(['command', ...stages.map(headOf)], Object.values(registry).flatMap(formsOf).map(renderRow)),
  ]);
}

const headOf = (stage: Stage): string => (isResting(stage) ? stage : stageTable[stage].step);

function renderRow({ usage, asks }: Form): readonly string[] {
  const cells = stages.map((stage) =>
    roles
      .filter((role) => maySay(asks, role, stage))
      .map((role) => letters[role])
      .join(''),
  );
  return [renderCode(usage), ...cells];
}
