import { isResting } from '#process/is-resting.js';
import type { Stage } from '#process/stage.js';
import { stageTable } from '#process/stages.js';
import { renderAnchor } from './markdown.js';

/** A stage as people know it, by the number of its step; where a task rests there is none. */
export function nameStage(stage: Stage): string {
  const { step, title } = stageTable[stage];
  return isResting(stage) ? title : `${step} ${title}`;
}

/** The name, linked to the stage's section on its page. */
export function linkStage(stage: Stage, page = ''): string {
  return `[${nameStage(stage)}](${page}${renderAnchor(nameStage(stage))})`;
}
