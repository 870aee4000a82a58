import type { Words } from '../words.js';
import { people } from './people.js';

const because = (why: string | null): string => (why === null ? '' : `: “${why}”`);

export const alerts: Words['alerts'] = {
  config: (problem) =>
    `**The configuration cannot be used:** ${problem}\nUntil \`.github/greenlight.yml\` is corrected on the default branch, nobody can approve anything.`,
  held: ({ by, when, why }) => `**On hold** since ${when}, by ${by}${because(why)}.`,
  mergedOutside: (when) =>
    `**Stopped:** the pull request was merged without Greenlight, before everybody had approved (${when}). Look at what was merged and decide what becomes of it before the hold is lifted.`,
  unanswered: (when) =>
    `**On hold** since ${when}: nobody answered in time. Nothing is lost; whoever is waited for is asked once more when the hold is lifted.`,
  failed: ({ what, why, meaning, log }) =>
    `**${what}:** ${why}${log === null ? '' : ` (${log})`}\n${meaning}`,
  retry: '`/retry` tries it again (DevOps or the manager).',
  cancelling: (by, why) => `**Being cancelled** by ${by}${because(why)}.`,
  rollingBack: ({ by, why, then }) =>
    `**Production is being put back as it was**, ${by === null ? 'since it did not answer as it should' : `asked by ${by}`}${because(why)}.\nAfter that: ${then}.`,
  queue: (position, ahead) =>
    `**Approved, and waiting for production:** place ${position + 1} in the queue${ahead === null ? '' : `, after ${ahead}`}. It starts by itself.`,
  override: ({ by, step, reason, needs, type }) =>
    `**${by} wants to go on without the decision at ${step}:** “${reason}”\nIt counts only when ${people.either(needs)}, a different person, confirms it with \`${type}\`.`,
  noClientExample: 'client: their-github-name # or: none',
  noClient:
    '**Nobody is named as the client**, so nobody can agree to the estimate or approve the demo.\nName one in `.github/greenlight.yml` on the default branch; the other roles have defaults (see “Who has which role” below):',
};
