import type { ReasonCode } from '#process/because.js';
import { type Stage, stages } from '#process/stage.js';
import { type Rule, stageTable } from '#process/stages.js';

/** All the ways from one stage to another. */
export interface Move {
  readonly from: Stage;
  readonly to: Stage;
  readonly reasons: readonly ReasonCode[];
  /** Whether the next round begins with it, at least in one of the ways. */
  readonly nextRound: boolean;
}

/** The moves that the rows of the table make, in its order; what is the same anywhere is not among them. */
export function listMoves(): readonly Move[] {
  return stages.flatMap(movesFrom);
}

/** The rules of a stage that leave it. */
function rulesThatLeave(from: Stage): readonly (Rule & { readonly to: Stage })[] {
  const { always = [], on } = stageTable[from];
  const rules = [...always, ...Object.values(on).flatMap((answer) => answer.rules)];
  return rules.flatMap((rule) => (rule.to === 'stay' ? [] : [{ ...rule, to: rule.to }]));
}

function movesFrom(from: Stage): readonly Move[] {
  const rules = rulesThatLeave(from);
  return [...new Set(rules.map(({ to }) => to))].map((to) => {
    const ways = rules.filter((rule) => rule.to === to);
    return {
      from,
      to,
      reasons: [...new Set(ways.map(({ because }) => because))],
      nextRound: ways.some(({ then = [] }) => then.includes('nextRound')),
    };
  });
}
