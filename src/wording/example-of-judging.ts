import type { Request, Source } from '#process/event.js';
import type { Task } from '#process/task.js';

const types = [
  'ScenarioAdded',
  'ScenariosPassed',
  'ScenarioFailed',
  'RejectionLifted',
  'RoleDelegated',
  'DelegationWithdrawn',
] as const;

type Judging = (typeof types)[number];

/** Whether a request is about scenarios, a no that stands, or a role that is handed on. */
export function isOfJudging(type: Request['type']): type is Judging {
  return (types as readonly string[]).includes(type);
}

/** Such a request that would do here, if any would. */
export function exampleOfJudging(
  type: Judging,
  { scenarios, delegations }: Task,
  said: { readonly by: string; readonly source: Source },
): Request {
  switch (type) {
    case 'ScenarioAdded':
      return { type, text: '…', ...said };
    case 'ScenariosPassed':
      return { type, numbers: 'all', ...said };
    case 'ScenarioFailed':
      return { type, number: scenarios[0]?.number ?? 0, reason: '…', ...said };
    case 'RejectionLifted':
      return { type, of: null, ...said };
    case 'RoleDelegated':
      return { type, role: 'tester', to: '…', until: null, ...said };
    case 'DelegationWithdrawn':
      return { type, role: delegations[0]?.role ?? 'tester', of: null, ...said };
  }
}
