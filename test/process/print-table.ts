import type { Decision } from '#process/decision.js';
import { type EventType, eventTypes, requestTypes } from '#process/event.js';
import { type Stage, stages } from '#process/stage.js';
import { type Cell, decideCell } from './a-cell.js';

/** Where to, because of what, what is started (+) and who is called (☎). */
function print({ verdict, moves, because, operations }: Decision): string {
  const way = moves.map(({ to }) => ` → ${to}`).join('');
  const started = operations.map((one) =>
    one.kind === 'CallPeople' ? ` ☎ ${one.call}: ${one.roles.join(', ')}` : ` + ${one.kind}`,
  );
  return `${verdict}${way} (${because.code})${started.join('')}`;
}

function printCell(cell: Cell): string {
  const possible = print(decideCell(cell));
  const held = print(decideCell({ ...cell, but: 'held' }));
  const stranger = (requestTypes as readonly string[]).includes(cell.event)
    ? ` | stranger: ${print(decideCell({ ...cell, but: 'stranger' }))}`
    : '';
  return `${possible}${stranger}${held === possible ? '' : ` | on hold: ${held}`}`;
}

const isPlain = (printed: string): boolean => /^ignored \((nothing_new|superseded)\)$/.test(printed);

function printStage(stage: Stage): string {
  const cells = eventTypes.map((event) => ({ event, printed: printCell({ stage, event }) }));
  const ignored = (code: string): readonly EventType[] =>
    cells.filter(({ printed }) => printed === `ignored (${code})`).map(({ event }) => event);
  return [
    stage,
    ...cells.filter(({ printed }) => !isPlain(printed)).map(({ event, printed }) => `${event}: ${printed}`),
    `nothing new: ${ignored('nothing_new').join(', ')}`,
    `superseded: ${ignored('superseded').join(', ')}`,
  ].join('\n  ');
}

/** The whole table: what every stage answers to every event, by somebody who may, by a stranger, and while on hold. */
export function printTable(): string {
  return `${stages.map(printStage).join('\n\n')}\n`;
}
