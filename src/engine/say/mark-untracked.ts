import { renderCheck } from '#wording/render-check.js';
import type { NewJob } from '#ports/store.js';
import { decideCheck } from '#process/decide-check.js';
import { taskKey } from '#process/new-task.js';
import type { Engine } from '../engine.js';
import { laneOf } from '../lanes.js';
import { noteOfRevert } from '../note-of-revert.js';
import type { EventPayload } from '../payloads.js';

type Seen = Extract<EventPayload, { type: 'seen' | 'check-asked' }>;

/**
 * A pull request that names no task. GitHub may link it to one all the same, then it goes to that task; else the repository
 * takes it as its own task, or its check is never green and says why and what to do. Two requests for each head; `asked`: also for one that was told already.
 */
export async function markUntracked(
  engine: Engine,
  payload: Seen,
  { asked }: { asked: boolean },
): Promise<readonly NewJob[]> {
  const { repository, change, head } = payload;
  if (change === null || head === null) return [];
  // Greenlight's own: what its check says is said by the operation that opened it.
  if ((await engine.store.loadNote(noteOfRevert(repository.id, change))) !== null) return [];
  const noted = `untracked:${repository.id}#${change}`;
  if (!asked && (await engine.store.loadNote(noted)) === head) return [];
  const linked = await findLinkedTask(engine, { repository, change });
  if (linked !== null) {
    const event = { type: 'ChangeSeen', change } as const;
    const seen: EventPayload = { type: 'seen', repository, number: linked, change, head, event };
    const lane = laneOf('decide', taskKey(repository.id, linked));
    return [{ lane, kind: 'event', payload: seen, due: engine.clock.now(), dedupe: null }];
  }
  const { settings } = await engine.configs.of(repository);
  if (settings.rules.adoptsChanges === true) return [adoptJob(engine, { repository, change })];
  const verdict = decideCheck(null, { configProblem: null, head });
  const { title, summary } = renderCheck({ task: null, verdict, settings });
  const check = { id: null, head, state: verdict.state, title, summary, detailsUrl: null, buttons: [] };
  await engine.github.putCheck(repository, check);
  await engine.store.saveNote(noted, head);
  return [];
}

/** It becomes a task of its own number, in a lane of its own. */
function adoptJob(
  { clock }: Engine,
  { repository, change }: { repository: Seen['repository']; change: number },
): NewJob {
  const event = { type: 'ChangeSeen', change } as const;
  const payload: EventPayload = { type: 'adopt', repository, number: change, change, event };
  const lane = laneOf('decide', taskKey(repository.id, change));
  return { lane, kind: 'event', payload, due: clock.now(), dedupe: null };
}

async function findLinkedTask(
  { github, store }: Engine,
  { repository, change }: { repository: Seen['repository']; change: number },
): Promise<number | null> {
  for (const issue of await github.linkedIssues(repository, change))
    if ((await store.loadTask(taskKey(repository.id, issue))) !== null) return issue;
  return null;
}
