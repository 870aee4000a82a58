import { isResting } from '#process/is-resting.js';
import { type Stage, stages } from '#process/stage.js';
import { stageTable } from '#process/stages.js';
import type { About } from '../about.js';

/** The steps that are done, the present one, and those ahead: in words, so that they can be read aloud. `null` when the task is over. */
export function sayProgress({ task, words }: Pick<About, 'task' | 'words'>): string | null {
  if (isResting(task.stage)) return null;
  const { card } = words;
  // A rollback, or winding down, is on nobody's way: it is shown alone.
  const alone = task.stage === 'rollback' || task.cancelled !== null;
  const steps = stages.filter((stage) =>
    alone ? stage === task.stage : !isResting(stage) && stage !== 'rollback',
  );
  const at = steps.indexOf(task.stage);
  const name = (stage: Stage): string => `${stageTable[stage].step} ${words.stages[stage].title}`;
  const lines = [
    { label: card.done, of: steps.slice(0, at) },
    { label: card.now, of: steps.slice(at, at + 1) },
    { label: card.ahead, of: steps.slice(at + 1) },
  ];
  return lines
    .filter(({ of }) => of.length > 0)
    .map(({ label, of }) => `- **${label}:** ${of.map(name).join(', ')}`)
    .join('\n');
}
