import { type ReasonCode, reasonCodes } from '#process/because.js';
import { stages } from '#process/stage.js';
import { anywhere, type Rule, stageTable } from '#process/stages.js';
import { joinBlocks, renderCode, renderNotice, renderTable } from './markdown.js';
import { linkStage } from './name-stage.js';

interface Use {
  readonly where: string;
  readonly rule: Rule;
}

/** docs/reference/reasons.md: every reason that a decision can have, by what the task does. */
export function renderReasonsPage(): string {
  const uses = listUses();
  const usesOf = (code: ReasonCode): readonly Use[] => uses.filter(({ rule }) => rule.because === code);
  const moves = reasonCodes.filter((code) => usesOf(code).some(({ rule }) => rule.to !== 'stay'));
  const keeps = reasonCodes.filter((code) => usesOf(code).length > 0 && !moves.includes(code));
  const others = reasonCodes.filter((code) => usesOf(code).length === 0);
  const used = (codes: readonly ReasonCode[]): string =>
    renderTable(
      ['reason', 'in'],
      codes.map((code) => [
        renderCode(code),
        [...new Set(usesOf(code).map(({ where }) => where))].join(', '),
      ]),
    );
  return joinBlocks([
    renderNotice('src/process/because.ts and src/process/stages.ts'),
    '# Reasons',
    'Every decision has a reason from this closed list. It is in the journal, and what people read on GitHub is said from it.',
    '## The task moves',
    used(moves),
    '## The task stays, and something is noted',
    used(keeps),
    '## Refused, ignored, or said by the check',
    renderTable(
      ['reason'],
      others.map((code) => [renderCode(code)]),
    ),
  ]);
}

function listUses(): readonly Use[] {
  const own = stages.flatMap((stage) => {
    const { always = [], on } = stageTable[stage];
    const rules = [...always, ...Object.values(on).flatMap((answer) => answer.rules)];
    return rules.map((rule) => ({ where: linkStage(stage, 'stages.md'), rule }));
  });
  const general = Object.values(anywhere).flatMap((answer) => answer.rules);
  return [...own, ...general.map((rule) => ({ where: '[anywhere](stages.md#anywhere)', rule }))];
}
