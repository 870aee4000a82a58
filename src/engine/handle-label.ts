import { stageLabels } from '#wording/stage-labels.js';
import type { Request } from '#process/event.js';
import type { Task } from '#process/task.js';
import type { NewJob } from '#ports/store.js';
import type { Engine } from './engine.js';
import type { EventPayload } from './payloads.js';
import { projectJob } from './record.js';

type LabelPayload = Extract<EventPayload, { type: 'label' }>;

/** A label was added or removed by hand: the intake label starts a task, a stage label asks for a move, the rest is put back. */
export async function handleLabel(
  engine: Engine,
  { task, payload }: { task: Task | null; payload: LabelPayload },
  answer: {
    nothing: (jobs?: readonly NewJob[]) => Promise<void>;
    request: (request: Request) => Promise<void>;
  },
): Promise<void> {
  const { settings } = await engine.configs.of(payload.repository);
  const said = { by: payload.by, source: { comment: null, on: payload.number } };
  const label = payload.label.toLowerCase();
  const added = payload.action === 'added';

  if (label === settings.labels.intake.toLowerCase()) {
    return added && task === null ? answer.request({ type: 'TaskProposed', ...said }) : answer.nothing();
  }
  const stage = stageLabels(settings.labels.prefix).find(({ name }) => name.toLowerCase() === label)?.stage;
  if (task === null || stage === undefined) return answer.nothing();
  if (added && stage !== task.stage) return answer.request({ type: 'StageLabelSet', stage, ...said });
  const differs = added !== (stage === task.stage);
  return answer.nothing(
    differs ? [projectJob(task.key, { now: engine.clock.now(), node: null, again: true })] : [],
  );
}
