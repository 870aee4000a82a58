import { renderCheck } from '#wording/render-check.js';
import type { NewJob } from '#ports/store.js';
import { decideCheck } from '#process/decide-check.js';
import type { Engine } from '../engine.js';
import type { EventPayload } from '../payloads.js';

/** A pull request that belongs to no task is never green, and its check says why and what to do. One request for each head. */
export async function markUntracked(
  engine: Engine,
  payload: Extract<EventPayload, { type: 'seen' }>,
): Promise<readonly NewJob[]> {
  const { repository, change, head } = payload;
  if (change === null || head === null) return [];
  const noted = `untracked:${repository.id}#${change}`;
  if ((await engine.store.loadNote(noted)) === head) return [];
  const verdict = decideCheck(null, { configProblem: null, head });
  const { title, summary } = renderCheck({ task: null, verdict });
  await engine.github.putCheck(repository, {
    id: null,
    head,
    state: verdict.state,
    title,
    summary,
    detailsUrl: null,
  });
  await engine.store.saveNote(noted, head);
  return [];
}
