import type { About } from '../about.js';
import { findTurn } from '../find-turn.js';
import { linkTo } from '../safety/link-to.js';
import { sayInstant } from './say-instant.js';

/** Who is at work for Greenlight, since when, and where to look; `null` when nobody is. */
export function sayPipeline(about: About): string | null {
  const { task, pipeline, words } = about;
  const { awaiting } = task;
  if (!pipeline || awaiting === null || findTurn(task, about).ask !== 'await_greenlight') return null;
  const said = words.environments.pipeline;
  if (pipeline.heard === null) return said.asked(sayInstant(awaiting.since, words));
  const log = pipeline.log === null ? null : linkTo(said.log, pipeline.log);
  return said.running(sayInstant(pipeline.heard, words), log);
}
