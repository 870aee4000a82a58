import { type Stage, stages } from '#process/stage.js';
import { stageTable } from '#process/stages.js';
import { listMoves, type Move } from './list-moves.js';
import { nameStage } from './name-stage.js';
import { toWords } from './to-words.js';

/** The stage table as a Mermaid state diagram: one arrow for each pair of stages, with its reasons. */
export function renderStateDiagram(): string {
  const automatic = stages.filter((stage) => stageTable[stage].automatic);
  return [
    'stateDiagram-v2',
    ...stages.map((stage) => `  state "${nameStage(stage)}" as ${idOf(stage)}`),
    '',
    `  [*] --> ${idOf('discussion')}`,
    ...listMoves().map(renderArrow),
    `  ${idOf('released')} --> [*]`,
    '',
    '  classDef automatic fill:#ddf4ff,stroke:#0969da,color:#0a3069',
    `  class ${automatic.map(idOf).join(',')} automatic`,
  ].join('\n');
}

/** Mermaid takes a hyphen for something else. */
const idOf = (stage: Stage): string => stage.replaceAll('-', '_');

function renderArrow({ from, to, reasons, nextRound }: Move): string {
  const words = joinReasons(reasons.map(toWords));
  return `  ${idOf(from)} --> ${idOf(to)} : ${words}${nextRound ? ' – next round' : ''}`;
}

/** Reasons that begin alike are said together: "change pushed, closed, drafted". */
function joinReasons(reasons: readonly string[]): string {
  const subjects = [...new Set(reasons.map((reason) => reason.split(' ')[0] ?? ''))];
  const groups = subjects.map((subject) => {
    const rests = reasons
      .filter((reason) => reason.split(' ')[0] === subject)
      .map((reason) => reason.slice(subject.length).trim());
    return `${subject} ${rests.join(', ')}`.trim();
  });
  return groups.join('; ').replaceAll('; ', ', ');
}
