import { stageLabels } from '#wording/stage-labels.js';
import type { Settings } from '#config/settings.js';
import { exemptLabels } from '#process/freeze.js';
import type { Request } from '#process/event.js';
import type { Task } from '#process/task.js';
import type { EventPayload } from './payloads.js';

type LabelPayload = Extract<EventPayload, { type: 'label' }>;

/** What a label that somebody added or removed asks for: the intake label starts a task, a stage label asks for a move; a label that lifts a freeze is looked at; what only differs from the task is put back. */
export function readLabel(
  payload: LabelPayload,
  { task, settings: { labels, rules } }: { task: Task | null; settings: Settings },
): Request | 'put back' | 'look' | 'nothing' {
  const said = { by: payload.by, source: { comment: null, on: payload.number } };
  const label = payload.label.toLowerCase();
  const added = payload.action === 'added';

  if (label === labels.intake.toLowerCase())
    return added && task === null ? { type: 'TaskProposed', ...said } : 'nothing';
  if (task === null) return 'nothing';
  if (exemptLabels(rules.freeze ?? [], [label]).length > 0) return 'look';
  const stage = stageLabels(labels.prefix).find(({ name }) => name.toLowerCase() === label)?.stage;
  if (stage === undefined) return 'nothing';
  if (added && stage !== task.stage) return { type: 'StageLabelSet', stage, ...said };
  return added === (stage === task.stage) ? 'nothing' : 'put back';
}
