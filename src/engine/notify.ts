import { sayNotice } from '#wording/say-notice.js';
import type { Job, Lane, NewJob } from '#ports/store.js';
import type { Settings } from '#config/settings.js';
import type { Decision } from '#process/decision.js';
import type { Instant, RepositoryRef } from '#process/task.js';
import type { Engine } from './engine.js';
import { laneKinds } from './lanes.js';

/** A job in a hook's lane: everything that will be sent is known when the task moves. */
interface NoticePayload {
  readonly hook: string;
  readonly repository: RepositoryRef;
  readonly id: string;
  readonly body: string;
}

/** Messages for whoever the repository wants to hear of these moves. Each place has its own lane: one that is down delays no other. */
export function noticeJobs(
  { webUrl }: Pick<Engine, 'webUrl'>,
  { task, moves, because }: Decision,
  { settings, now }: { settings: Settings; now: Instant },
): readonly NewJob[] {
  const entered = moves.map(({ to }) => to);
  const wanted = settings.notify.filter(({ on }) => entered.some((stage) => on.includes(stage)));
  if (wanted.length === 0) return [];
  const { key, repository, number, version } = task;
  const url = `${webUrl}/${repository.owner}/${repository.name}/issues/${number}`;
  const text = sayNotice({ task, settings, because, entered, url });
  const body = JSON.stringify({ text, metadata: metadataOf({ task, moves, because }, url, now) });
  const id = `${key}:${version}`;
  return wanted.map(({ hook }) => {
    const payload: NoticePayload = { hook, repository, id, body };
    const lane = `${laneKinds.hook}${repository.id}:${hook}`;
    return { lane, kind: 'notice', payload, due: now, dedupe: `notice:${hook}:${id}` };
  });
}

/** For programs; Slack keeps it with the message and shows it to nobody. */
function metadataOf(
  { task, moves, because }: Pick<Decision, 'task' | 'moves' | 'because'>,
  url: string,
  now: Instant,
): object {
  const { repository, number, title, round, stage, change } = task;
  return {
    event_type: 'greenlight_stage_changed',
    event_payload: {
      repository: `${repository.owner}/${repository.name}`,
      issue: number,
      title,
      url,
      round,
      from: moves[0]?.from ?? null,
      to: stage,
      moves: moves.map(({ from, to, because: { code } }) => ({ from, to, because: code })),
      because: because.code,
      pull_request: change?.number ?? null,
      head: change?.head ?? null,
      at: new Date(now).toISOString(),
    },
  };
}

/** Sends one message. What no place takes is logged, and nothing else of the task waits for it. */
export async function handleNotice(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const { repository, ...message } = job.payload as NoticePayload;
  const sent = await engine.hooks.send(message, repository);
  if (!sent) {
    const facts = { hook: message.hook, repository: `${repository.owner}/${repository.name}` };
    engine.log.warn(facts, 'no place of that name hears of this repository; see GREENLIGHT_HOOKS');
  }
  await engine.store.finishJob(lane, job, { now: engine.clock.now() });
}
