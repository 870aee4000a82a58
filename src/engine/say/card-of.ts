import { renderCard } from '#wording/render-card.js';
import type { Task } from '#process/task.js';
import type { Config } from '../configs.js';
import type { Engine } from '../engine.js';
import { linksOf } from './links-of.js';
import { peopleOf } from './people-of.js';

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
    people: peopleOf(config.settings),
    links: await linksOf(engine, task),
  });
}

/** Who ships before this task; `null` when nobody does. */
async function placeInQueue(
  { store }: Engine,
  task: Task,
): Promise<{ position: number; ahead: readonly string[] } | null> {
  if (task.stage !== 'deployment') return null;
  const queue = await store.productionQueue(task.repository.id);
  const position = queue.findIndex((waiting) => waiting.task === task.key);
  if (position <= 0) return null;
  const ahead = queue.slice(0, position).map((waiting) => `#${waiting.task.split('#')[1] ?? ''}`);
  return { position, ahead };
}
