import type { Settings } from '#config/settings.js';
import { isShipping } from '#process/approvals.js';
import type { Because, ReasonCode } from '#process/because.js';
import type { CheckVerdict } from '#process/decide-check.js';
import type { Stage } from '#process/stage.js';
import type { Task } from '#process/task.js';
import type { About, Help, Queue } from './about.js';
import { isStopped } from './find-turn.js';
import { linksOf } from './links-of.js';
import { askWords } from './parts/ask-words.js';
import { joinBlocks } from './parts/join-blocks.js';
import { listApprovals } from './parts/list-approvals.js';
import { sayNeededHelp } from './parts/say-needed-help.js';
import { sayReason } from './parts/say-reason.js';
import { sayLinks } from './parts/say-links.js';
import { saySentBack } from './parts/say-sent-back.js';
import { sayTurn } from './parts/say-turn.js';
import { section } from './parts/section.js';
import { escapeMarkdown } from './safety/escape-markdown.js';
import { linkTo } from './safety/link-to.js';
import { plainWords } from './safety/plain-words.js';
import { shortSha } from './short-sha.js';
import { speak } from './speak.js';
import type { Words } from './words.js';

/** What the required check shows: one line, and a text in Markdown. */
interface CheckText {
  readonly title: string;
  readonly summary: string;
}

interface CheckInput {
  readonly task: Task | null;
  readonly verdict: CheckVerdict;
  /** With them, people are named, and the roles that the repository asks. */
  readonly settings?: Settings;
  readonly queue?: Queue | null;
  readonly help?: Help | null;
}

/** GitHub allows a longer title, and cuts it on the page. */
const mostOfTitle = 120;

/** Why the required check is green or is not, and who does what next. */
export function renderCheck({ task, verdict, settings, queue = null, help = null }: CheckInput): CheckText {
  const words = speak(settings?.language);
  const { check } = words;
  if (task === null) return { title: check.title.no_task, summary: check.noTask };
  const problem = problemOf(verdict);
  const about: About = {
    task,
    settings: settings ?? null,
    problem,
    links: linksOf(task, settings ?? null),
    words,
    queue,
    help,
  };
  return { title: plainWords(sayTitle(about, verdict), mostOfTitle), summary: summarize(about, verdict) };
}

function problemOf({ because }: CheckVerdict): string | null {
  return because.code === 'config_broken' && typeof because.problem === 'string' ? because.problem : null;
}

const titles: Partial<Readonly<Record<ReasonCode, keyof Words['check']['title']>>> = {
  gate_passed: 'green',
  released: 'released',
  shipping: 'shipping',
  no_task: 'no_task',
  on_hold: 'on_hold',
  cancelled: 'cancelled',
  rejected: 'rejected',
  another_head_approved: 'another_head',
  merge_allowed: 'merge_allowed',
  fork_waiting: 'fork',
  another_base: 'another_base',
  second_change: 'second',
};

function sayTitle(about: About, { because }: CheckVerdict): string {
  const { task, words } = about;
  const own = titles[because.code];
  if (own !== undefined) return words.check.title[own];
  const { step } = words.stages[task.stage];
  if (because.code === 'operation_failed' && task.failure !== null && !isStopped(task))
    return `${step}: ${words.operations[task.failure.operation].failed}`;
  return `${step}: ${askWords(about).said.title}`;
}

function summarize(about: About, verdict: CheckVerdict): string {
  const { task, words } = about;
  return joinBlocks([
    sayNeededHelp(about),
    ...sayState(about, verdict),
    verdict.because.code === 'shipping' ? null : section(words.card.approvals, listApprovals(task, words)),
    words.check.readIn(task.number),
  ]);
}

/** Verdicts that ask nothing of anybody. */
const said: Partial<Readonly<Record<ReasonCode, 'green' | 'shipping' | 'mergeAllowed'>>> = {
  merge_allowed: 'mergeAllowed',
  gate_passed: 'green',
  shipping: 'shipping',
};

function sayState(about: About, { because }: CheckVerdict): readonly (string | null)[] {
  const { task, words } = about;
  const { check } = words;
  const own = said[because.code];
  if (own !== undefined) return [check[own]];
  const why = check.why(sayReason(because, about));
  switch (because.code) {
    case 'released':
      return [
        check.released(task.release && linkTo(escapeMarkdown(task.release.tag, 100), task.release.url)),
      ];
    case 'cancelled':
      return [why, check.cancelled];
    case 'another_head_approved':
      return [why, sayWayBack(about, because)];
    case 'rejected':
      return [task.rejection && saySentBack(task.rejection, words), sayTurn(about), sayLinks(about)];
    case 'gates_open':
      return [why, sayTurn(about), sayLinks(about), isJudged(task) ? check.pushes : null];
    case 'operation_failed':
      return [why, sayLog(about), isStopped(task) ? null : words.alerts.retry, sayTurn(about)];
    default:
      return [why, sayTurn(about), sayLinks(about)];
  }
}

/** From step 5 until it ships, a push makes what people have judged void. */
function isJudged(task: Task): boolean {
  return !before.includes(task.stage) && !isShipping(task);
}

const before: readonly Stage[] = ['discussion', 'planning', 'sandbox', 'development'];

function sayLog({ links, words }: About): string | null {
  return links.log && linkTo(words.card.log, links.log);
}

function sayWayBack({ task: { change }, words }: About, { approved }: Because): string {
  const sha = shortSha(typeof approved === 'string' ? approved : '');
  return words.check.backToApproved({ approved: sha, change: change && `#${change.number}` });
}
