import { stageLabels } from '#wording/stage-labels.js';
import type { Settings } from '#config/settings.js';
import type { Request } from '#process/event.js';
import type { Facts } from '#process/facts.js';

/**
 * Whether GitHub shows the contrary by now of what somebody did there: a label that was taken off again, an issue that was opened
 * again. Such a delivery came late, and whatever came after it is or will be told by itself.
 */
export function isOvertaken(event: Request, { seen }: Facts, { labels }: Settings): boolean {
  if (seen === null || event.source.comment !== null) return false;
  const { open, labels: standing } = seen.issue;
  switch (event.type) {
    case 'StageLabelSet': {
      const name = stageLabels(labels.prefix)
        .find(({ stage }) => stage === event.stage)
        ?.name.toLowerCase();
      return standing !== undefined && !standing.some((label) => label.toLowerCase() === name);
    }
    case 'TaskCancelled':
      return open;
    case 'IssueReopened':
      return !open;
    default:
      return false;
  }
}
