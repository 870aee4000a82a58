import { renderCard } from '#wording/render-card.js';
import type { Task } from '#process/task.js';
import type { Config } from '../configs.js';
import type { Engine } from '../engine.js';
import { helpOf } from './help-of.js';
import { linksOf } from './links-of.js';
import { pipelineOf } from './pipeline-of.js';
import { placeInQueue } from './place-in-queue.js';
import { timesOf } from './times-of.js';

/** By this the card is found again. */
export const cardMarker = '<!-- greenlight:card -->';

/** The text of the task's card as it should be now. */
export async function cardOf(
  engine: Engine,
  { task, config }: { task: Task; config: Config },
): Promise<string> {
  return renderCard({
    task,
    settings: config.settings,
    problem: config.problem,
    queue: await placeInQueue(engine, task),
    pipeline: await pipelineOf(engine, { task, config }),
    help: await helpOf(engine, task),
    links: await linksOf(engine, task),
    times: await timesOf(engine, task, config),
  });
}
