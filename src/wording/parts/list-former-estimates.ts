import type { FormerEstimate } from '#process/task.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';
import { nameLogin } from './name-login.js';
import { sayEstimate } from './say-estimate.js';
import { sayInstant } from './say-instant.js';

const budget = 3_000;

/** Estimates that count no more, the newest first, and what became of them; `null` when there is none. */
export function listFormerEstimates(former: readonly FormerEstimate[], words: Words): string | null {
  const lines = former.toReversed().map((estimate) =>
    words.card.formerEstimate({
      revision: estimate.revision,
      estimate: sayEstimate(estimate, words),
      by: nameLogin(estimate.by),
      agreed: estimate.agreed && nameLogin(estimate.agreed.by),
      ended: estimate.ended,
      endedBy: nameLogin(estimate.endedBy),
      when: sayInstant(estimate.endedAt, words),
    }),
  );
  return listItems(lines, { budget, more: words.card.more });
}
