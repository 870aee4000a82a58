import type { JobResult, Lane } from '#ports/store.js';

/** Where a process can be killed on purpose: between what it did last and what it does next. */
export const boundaries = [
  'a delivery came, and is not stored',
  'a delivery is stored, and not acknowledged',
  'a lane is claimed, and no job taken',
  'a job is taken, its attempt counted, and not begun',
  'decided, and not recorded',
  'recorded, and nothing of it performed',
  'performed, and its outcome not recorded',
  'an outcome is recorded, and not decided',
  'said, and not finished',
  'something shown is not noted',
  'something shown is noted, and the rest not shown',
  'something done once is not noted',
  'something done once is noted',
  'put off, and not given back',
  'performing: GitHub is about to be asked',
  'performing: GitHub did it, and nobody knows',
  'showing: GitHub is about to be asked',
  'showing: GitHub did it, and nobody knows',
  'reading facts',
] as const;

export type Boundary = (typeof boundaries)[number];

interface Around {
  readonly before?: Boundary;
  readonly after?: Boundary;
}

const ofStore: Readonly<Record<string, (args: readonly unknown[], result: unknown) => Around>> = {
  enqueue: () => ({
    before: 'a delivery came, and is not stored',
    after: 'a delivery is stored, and not acknowledged',
  }),
  claimLane: (_, lane) => (lane === null ? {} : { after: 'a lane is claimed, and no job taken' }),
  nextJob: (_, job) => (job === null ? {} : { after: 'a job is taken, its attempt counted, and not begun' }),
  finishJob: ([lane, , result]) => ofFinish(lane as Lane, result as JobResult),
  saveShown: () => ({
    before: 'something shown is not noted',
    after: 'something shown is noted, and the rest not shown',
  }),
  saveNote: () => ({ before: 'something done once is not noted', after: 'something done once is noted' }),
  retryJob: () => ({ after: 'put off, and not given back' }),
};

function ofFinish({ key }: Lane, { record }: JobResult): Around {
  if (record !== undefined)
    return { before: 'decided, and not recorded', after: 'recorded, and nothing of it performed' };
  if (key.startsWith('work:'))
    return {
      before: 'performed, and its outcome not recorded',
      after: 'an outcome is recorded, and not decided',
    };
  return key.startsWith('talk:') ? { before: 'said, and not finished' } : {};
}

/** What lies before and after one call of the store; `result` is `undefined` before the call. */
export function boundaryOfStore(method: string, args: readonly unknown[], result: unknown): Around {
  return ofStore[method]?.(args, result) ?? {};
}

const saying = ['project', 'call', 'answer', 'reply', 'noticed', 'second'];

/** What lies before and after one request. `cause` is what it is made for; operations are named with a capital. */
export function boundaryOfRequest(cause: string | null): Around {
  if (cause === null) return {};
  if (saying.includes(cause))
    return {
      before: 'showing: GitHub is about to be asked',
      after: 'showing: GitHub did it, and nobody knows',
    };
  return isOperation(cause)
    ? {
        before: 'performing: GitHub is about to be asked',
        after: 'performing: GitHub did it, and nobody knows',
      }
    : { after: 'reading facts' };
}

const operations = /^(Provision|Deploy|Integrate|BackUp|Restore|Remove|Release)/;
const isOperation = (cause: string): boolean => operations.test(cause);
