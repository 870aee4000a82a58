import type { Settings } from '#config/settings.js';
import type { Task } from '#process/task.js';
import type { About, Queue } from './about.js';
import { linksOf } from './links-of.js';
import { joinBlocks } from './parts/join-blocks.js';
import { sayAlerts } from './parts/say-alerts.js';
import { sayHeading } from './parts/say-heading.js';
import { sayLinks } from './parts/say-links.js';
import { sayTurn } from './parts/say-turn.js';
import { speak } from './speak.js';

/** The answer to `/status`: where the task stands, what is in the way, and whose turn it is. */
export function renderStatus({
  task,
  settings,
  problem = null,
  queue = null,
}: {
  task: Task;
  settings: Settings;
  problem?: string | null;
  queue?: Queue | null;
}): string {
  const words = speak(settings.language);
  const about: About = { task, settings, problem, links: linksOf(task, settings), words, queue };
  return joinBlocks([sayHeading(about), ...sayAlerts(about, queue), sayTurn(about), sayLinks(about)]);
}
