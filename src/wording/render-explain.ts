import { isShipping } from '#process/approvals.js';
import type { Because } from '#process/because.js';
import { decideCheck } from '#process/decide-check.js';
import type { Decision } from '#process/decision.js';
import type { Event } from '#process/event.js';
import type { Stage } from '#process/stage.js';
import type { Instant, Task } from '#process/task.js';
import { wordsOf } from '#process/words-of.js';
import type { Settings } from '#config/settings.js';
import type { About, Queue } from './about.js';
import { linksOf } from './links-of.js';
import { joinBlocks } from './parts/join-blocks.js';
import { listAbilities } from './parts/list-abilities.js';
import { listAsked } from './parts/list-asked.js';
import { listItems } from './parts/list-items.js';
import { nameLogin } from './parts/name-login.js';
import { sayAlerts } from './parts/say-alerts.js';
import { sayHeading } from './parts/say-heading.js';
import { sayInstant } from './parts/say-instant.js';
import { sayReason } from './parts/say-reason.js';
import { sayTurn } from './parts/say-turn.js';
import { section } from './parts/section.js';
import { escapeMarkdown } from './safety/escape-markdown.js';
import { speak } from './speak.js';

/** One entry of a task's journal, as far as it explains where the task stands. */
export interface Explained {
  readonly at: Instant;
  readonly event: Event;
  readonly because: Because;
  readonly from: Stage | null;
  readonly to: Stage;
  readonly moves?: Decision['moves'];
}

interface ExplainInput {
  readonly task: Task;
  /** Oldest first. */
  readonly journal: readonly Explained[];
  readonly settings: Settings;
  readonly problem?: string | null;
  readonly queue?: Queue | null;
}

/** One step from stage to stage, and the entry that made it. */
interface Move {
  readonly entry: Explained;
  readonly from: Stage;
  readonly to: Stage;
  readonly because: Because;
}

/** Earlier moves are in the journal for whoever needs them. */
const mostMoves = 6;
const budget = 4_000;

/** The answer to `/explain`: why the task stands where it stands, what is in the way, what comes next, and who can do what. */
export function renderExplain(input: ExplainInput): string {
  const { task, journal, settings, problem = null, queue = null } = input;
  const words = speak(settings.language);
  const about: About = { task, settings, problem, links: linksOf(task, settings), words };
  const moves = journal.flatMap(movesOf);
  return joinBlocks([
    sayHeading(about),
    section(words.explain.why, joinBlocks([sayWhy(about, moves.at(-1)), sayCheck(about)])),
    ...sayAlerts(about, queue),
    sayTurn(about),
    section(words.explain.asked, listAsked(about)),
    section(words.explain.can, listAbilities(about)),
    section(words.explain.way, listMoves(about, moves)),
  ]);
}

/** An entry that was written before moves were kept tells where it led to, and by what. */
function movesOf(entry: Explained): readonly Move[] {
  if (entry.moves !== undefined) return entry.moves.map((move) => ({ entry, ...move }));
  const { from, to, because } = entry;
  return from === null || from === to ? [] : [{ entry, from, to, because }];
}

function sayWhy(about: About, last: Move | undefined): string {
  const { task, words } = about;
  if (last === undefined) return words.explain.begun(sayInstant(task.since, words));
  const text = saidWith(last.entry.event).trim();
  const said = text === '' ? null : escapeMarkdown(text, 500);
  return words.explain.came({ ...factsOf(about, last), said });
}

/** What was said with it. */
function saidWith(event: Event): string {
  if (event.type === 'Approved') return event.note ?? '';
  if (event.type === 'TaskCancelled') return event.why ?? '';
  return event.type === 'GateOverridden' ? event.reason : wordsOf(event);
}

function factsOf(about: About, { entry, from, to, because }: Move) {
  const { words } = about;
  return {
    when: sayInstant(entry.at, words),
    from: words.stages[from].step,
    to: words.stages[to].step,
    reason: sayReason(because, about),
    by: 'by' in entry.event ? nameLogin(entry.event.by) : null,
  };
}

function listMoves(about: About, moves: readonly Move[]): string | null {
  const { words } = about;
  const said = moves.slice(-mostMoves).map((move) => words.explain.move(factsOf(about, move)));
  return listItems(said, { budget, more: words.card.more });
}

/** What the check says of the commit that is at stake. */
function sayCheck(about: About): string | null {
  const { task, problem, words } = about;
  if (task.change === null || (!task.change.open && !isShipping(task))) return null;
  const { state, because } = decideCheck(task, { configProblem: problem, head: task.change.head });
  return words.explain.check(`#${task.change.number}`, state, sayReason(because, about));
}
