import type { EventType } from '#process/event.js';
import { isGate } from '#process/gate.js';
import { isResting } from '#process/is-resting.js';
import { type Stage, stages } from '#process/stage.js';
import { type Answer, anywhere, stageTable } from '#process/stages.js';
import { joinBlocks, renderCode, renderNotice, renderTable } from './markdown.js';
import { nameEvent } from './name-event.js';
import { linkStage, nameStage } from './name-stage.js';
import { type Happening, renderRules } from './render-rules.js';
import { renderStateDiagram } from './render-state-diagram.js';
import { toWords } from './to-words.js';

/** docs/reference/stages.md: the stage table, drawn and written out. */
export function renderStagesPage(): string {
  return joinBlocks([
    renderNotice('src/process/stages.ts'),
    '# Stages',
    'Where a task can stand, whose turn it is there, and what leads on. Blue stages work by themselves; at the others people decide.',
    `\`\`\`mermaid\n${renderStateDiagram()}\n\`\`\``,
    renderAnywhereSentences(),
    renderOverview(),
    ...stages.map(renderStage),
    renderAnywhere(),
  ]);
}

/** What would be an arrow from nearly everywhere is a sentence. */
function renderAnywhereSentences(): string {
  const moves = happeningsOf(anywhere).flatMap(({ what, answer: { needs = [], rules } }) =>
    rules.flatMap(({ to, when = [] }) => {
      const conditions = [...needs, ...when].map(toWords).join(', ');
      const sentence = `- ${what}${conditions === '' ? '' : ` (if ${conditions})`} leads to `;
      return to === 'stay' ? [] : [sentence + linkStage(to)];
    }),
  );
  const introduction =
    'Not drawn, because it is the same wherever a task is not at rest, unless the stage says something else below:';
  return `${introduction}\n\n${moves.join('\n')}`;
}

function renderOverview(): string {
  const rows = stages.map((stage) => {
    const { acts, automatic, starts } = stageTable[stage];
    return [
      linkStage(stage),
      acts.join(', '),
      isResting(stage) ? 'rests' : automatic ? 'automatic' : 'people decide',
      starts === undefined ? '' : toWords(starts),
    ];
  });
  return renderTable(['stage', 'who', 'how', 'starts on entering'], rows);
}

function renderStage(stage: Stage): string {
  const { always, on } = stageTable[stage];
  const happenings = [
    ...(always === undefined ? [] : [{ what: 'as soon as', answer: { rules: always } }]),
    ...happeningsOf(on),
  ];
  const rules = happenings.length === 0 ? 'Nothing leads on from here.' : renderRules(happenings);
  return `## ${nameStage(stage)}\n\n${renderFacts(stage)}\n\n${rules}`;
}

function renderFacts(stage: Stage): string {
  const { acts, automatic, starts, calls } = stageTable[stage];
  const facts = [
    `Label ${renderCode(`stage: ${stage}`)}.`,
    isResting(stage) ? 'The task rests here.' : '',
    automatic ? `Works by itself; called when it fails: ${acts.join(', ')}.` : '',
    !automatic && acts.length > 0 ? `Turn of: ${acts.join(', ')}.` : '',
    isGate(stage) ? `A gate: the roles that ${renderCode(`gates.${stage}`)} names decide.` : '',
    starts === undefined ? '' : `Starts: ${toWords(starts)}.`,
    calls === undefined ? '' : `Calls its people: ${toWords(calls)}.`,
  ];
  return facts.filter((fact) => fact !== '').join(' ');
}

function renderAnywhere(): string {
  const text = `The same in every stage but ${stages
    .filter(isResting)
    .map((stage) => linkStage(stage))
    .join(' and ')}; what a stage says itself goes first.`;
  return `## Anywhere\n\n${text}\n\n${renderRules(happeningsOf(anywhere).filter(({ answer }) => answer.rules.length > 0))}`;
}

function happeningsOf(answers: Partial<Record<EventType, Answer>>): readonly Happening[] {
  return Object.entries(answers).map(([type, answer]) => ({ what: nameEvent(type as EventType), answer }));
}
