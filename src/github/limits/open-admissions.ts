import { GitHubFault } from '#errors/github-fault.js';
import type { BudgetName } from '#ports/budgets.js';
import type { Priority } from '#ports/github.js';
import type { Ask } from './ask.js';
import type { Pools } from './open-pools.js';

/** One installation's requests: who may be sent now, and who waits for room. */
export interface Admissions {
  /** Resolves when the request may be sent. Throws `GitHubFault` when it would wait, or has waited, too long. */
  admit(ask: Ask): Promise<void>;
  /** A request that was admitted was answered. */
  giveBack(): void;
  waiting(): number;
}

interface Waiting extends Ask {
  /** By the clock that only goes forward. */
  readonly until: number;
  readonly settle: (fault: GitHubFault | null) => void;
}

const order: readonly Priority[] = ['gate', 'ordinary', 'cosmetic'];
const rank = ({ priority }: Pick<Ask, 'priority'>): number => order.indexOf(priority);

/**
 * Gates go first, then what is ordinary, cosmetics last, and each in the order of asking; but nobody waits for a budget that
 * he does not need.
 */
export function openAdmissions(
  pools: Pools,
  { patienceMs, elapsed }: { patienceMs: number; elapsed: () => number },
): Admissions {
  let queue: readonly Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;

  /** Sends whoever may be sent, gives up whoever has waited too long, and comes again when the next may be. */
  function look(): void {
    clearTimeout(timer);
    const blocked = new Set<BudgetName>();
    let nextMs = Infinity;
    for (const ask of queue) {
      const lacks = pools.lacking(ask);
      const leftMs = ask.until - elapsed();
      if (lacks.length === 0 && ![...ask.cost.keys()].some((name) => blocked.has(name))) {
        pools.take(ask);
        leave(ask, null);
      } else if (leftMs <= 0) leave(ask, tooLong(ask, Math.max(1_000, pools.roomIn(ask, []))));
      else {
        for (const name of lacks) blocked.add(name);
        nextMs = Math.min(nextMs, leftMs, pools.roomIn(ask, []) || leftMs);
      }
    }
    if (nextMs < Infinity) timer = setTimeout(look, Math.max(1, Math.ceil(nextMs)));
  }

  function leave(ask: Waiting, fault: GitHubFault | null): void {
    queue = queue.filter((other) => other !== ask);
    ask.settle(fault);
  }

  function join(ask: Ask): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        leave(waiting, tooLong(ask, 1));
        look();
      };
      const waiting: Waiting = {
        ...ask,
        until: elapsed() + patienceMs,
        settle: settler(ask, end, { resolve, reject }),
      };
      ask.onWait?.(true);
      ask.signal?.addEventListener('abort', end, { once: true });
      const ahead = before(queue, waiting);
      queue = [...ahead, waiting, ...queue.slice(ahead.length)];
      look();
    });
  }

  return {
    async admit(ask) {
      const waitMs = pools.roomIn(ask, before(queue, ask));
      if (waitMs > patienceMs || ask.signal?.aborted === true) throw tooLong(ask, Math.max(1, waitMs));
      if (queue.length > 0 || pools.lacking(ask).length > 0) return join(ask);
      pools.take(ask);
    },
    giveBack() {
      pools.giveBack();
      look();
    },
    waiting: () => queue.length,
  };
}

/** Ends the waiting of one request. */
function settler(
  { signal, onWait }: Ask,
  end: () => void,
  { resolve, reject }: { resolve: () => void; reject: (fault: GitHubFault) => void },
): Waiting['settle'] {
  return (fault) => {
    signal?.removeEventListener('abort', end);
    onWait?.(false);
    if (fault === null) resolve();
    else reject(fault);
  };
}

/** Whoever asked before and matters as much or more. */
function before(queue: readonly Waiting[], ask: Ask): readonly Waiting[] {
  return queue.filter((other) => rank(other) <= rank(ask));
}

function tooLong({ priority }: Ask, retryAfterMs: number): GitHubFault {
  const what = priority === 'gate' ? 'is used up' : 'is used up but for what is kept for gates';
  return new GitHubFault(`what this installation may ask of GitHub ${what}`, {
    kind: 'retry',
    limit: 'budget',
    retryAfterMs: Math.ceil(retryAfterMs),
  });
}
