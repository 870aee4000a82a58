import { gates } from '#process/gate.js';
import type { Stage } from '#process/stage.js';
import type { Change, Task } from '#process/task.js';
import { aTask } from '../support/a-task.js';
import { sha } from './play-story.js';

const at = Date.UTC(2026, 2, 2);

/** A task in which everything that people or machines word says `text`, in every place there is for it, `times` times in lists. */
export function aTaskSaying(text: string, stage: Stage, times = 2): Task {
  const many = <T>(item: T): readonly T[] => Array.from({ length: times }, () => item);
  const product = { head: sha('a'), live: sha('1'), merge: sha('9'), tree: sha('8') };
  return aTask(12, {
    stage,
    title: text,
    round: 2,
    hold: { by: text, at, why: text },
    estimate: {
      revision: 1,
      duration: text,
      cost: { amount: text, currency: text },
      note: text,
      by: text,
      at,
      agreed: { by: text, at },
    },
    scenarios: many({ number: 1, text, by: text }).map((one, index) => ({ ...one, number: index + 1 })),
    verdicts: many(null).map((_, index) => ({
      gate: 'testing' as const,
      scenario: index + 1,
      passed: index % 2 === 0,
      reason: index % 2 === 0 ? null : text,
      by: text,
      at,
      head: sha('a'),
      live: null,
    })),
    objections: many({ gate: 'planning' as const, by: text, at, reason: text }),
    delegations: many({ role: 'tester' as const, to: text, by: text, at, until: at }),
    branch: text,
    change: changeSaying(text, times),
    approvals: many(null).flatMap((_, index) => [
      {
        gate: gates[index % gates.length] ?? 'demo',
        role: 'tester' as const,
        by: text,
        at,
        head: sha('a'),
        live: sha('1'),
        note: `${index} ${text}`,
        override: index % 2 === 0 ? `${text} ${index}` : null,
      },
    ]),
    rejection: { gate: 'demo', by: text, at, reason: text, round: 1, head: sha('a') },
    sandbox: { name: 'sandbox', url: 'https://sandbox.example', commit: sha('9') },
    product,
    production: { since: at, touched: true, product, url: null, backup: null, watch: null },
    rollback: { why: text, by: text, then: 'development' },
    rollbacks: 1,
    failure: { operation: 'RestoreProduction', why: text, at, log: 'https://log.example' },
    cancelled: { by: text, at, why: text },
    overrides: many({ gate: 'demo' as const, by: text, role: 'manager' as const, reason: text }),
    followups: many({ text, by: text }),
    feedback: text,
    release: { tag: text, sha: sha('9'), url: 'https://release.example' },
  });
}

function changeSaying(text: string, times: number): Change {
  return {
    number: 14,
    branch: text,
    base: text,
    head: sha('a'),
    author: text,
    draft: false,
    open: true,
    merged: false,
    fork: true,
    checks: { state: 'failing', open: Array.from({ length: times }, () => text) },
  };
}
