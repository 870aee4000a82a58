import type { Words } from '../words.js';
import { people } from './people.js';

const because = (why: string | null): string => (why === null ? '' : `: “${why}”`);

function stopReason(why: 'asked' | 'idle' | 'ttl', by: string | null): string {
  if (why === 'asked') return by === null ? 'as asked' : `by ${by}`;
  return why === 'idle' ? 'since nothing had happened for long' : 'since its time was up';
}

export const alerts: Words['alerts'] = {
  config: (problem) =>
    `**The configuration cannot be used:** ${problem}\nUntil \`.github/greenlight.yml\` is corrected on the default branch, nobody can approve anything.`,
  held: ({ by, when, why }) => `**On hold** since ${when}, by ${by}${because(why)}.`,
  mergedOutside: (when) =>
    `**Stopped:** the pull request was merged without Greenlight, before everybody had approved (${when}). Nothing is released until **a manager** has looked at what was merged and accepts it with \`/unhold\`.`,
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
  sandboxStopped: ({ why, by, when }) =>
    `**The sandbox is stopped** since ${when}, ${stopReason(why, by)}. Its data are kept.\n\`/sandbox start\` brings it back as it was (developer, tester or DevOps); the next deployment to it does, too.`,
  sandboxEnding: (when) =>
    `**The sandbox will be stopped on ${when}:** its time is nearly up. Its data are kept.\n\`/sandbox extend 3d\` keeps it running longer, \`/sandbox pin\` until the task is over (developer, tester or DevOps).`,
  noClient:
    '**Nobody is named as the client**, so nobody can agree to the estimate or approve the demo.\nName one in `.github/greenlight.yml` on the default branch; the other roles have defaults (see “Who has which role” below):',
  followed: ({ from, to, when }) =>
    `**Nothing has to be approved again:** commit ${to} (${when}) has exactly the content of ${from}; only its history or message is another. What was approved stands.`,
  productionHeld: ({ own, number, by, when, why, undone, firstOwn }) =>
    [
      `**Nothing goes live for now:** production is held since ${own ? 'this task' : `#${number}`} was rolled back on ${when}, ${by === null ? 'since production did not answer as it should' : `asked by ${by}`}${because(why)}.`,
      ...(undone === null
        ? []
        : [`What ${undone} had merged is still on the default branch: mend or revert it there first.`]),
      `DevOps lifts it with \`/unhold\` once that is looked into, ${own ? 'here or on any task that waits for production' : `here or in #${number}`}.${firstOwn ? ' The first `/unhold` here lifts the hold of this task, a second one that of production.' : ''} A rollback is possible all the same.`,
    ].join('\n'),
  frozen: ({ until, why, labels }) =>
    `**Approved, but nothing goes live before ${until}**${because(why)}. It goes on by itself then.${labels.length === 0 ? '' : ` What cannot wait gets the label ${people.list(labels)}.`}`,
  priority: (by) => `Moved to the front of the queue by ${by}.`,
  rollbackQueue: (ahead) =>
    `**The rollback waits for production:** ${ahead} is live to be tested or being deployed. It starts by itself as soon as that is released or rolled back.`,
};
