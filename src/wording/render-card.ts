import { isResting } from '#process/is-resting.js';
import type { Settings } from '#config/settings.js';
import type { Stage } from '#process/stage.js';
import type { Task } from '#process/task.js';
import type { About, Help, Links, Pipeline, Queue } from './about.js';
import type { Times } from './count-times.js';
import { fold } from './parts/fold.js';
import { joinBlocks } from './parts/join-blocks.js';
import { listApprovals } from './parts/list-approvals.js';
import { listDelegations } from './parts/list-delegations.js';
import { listFollowups } from './parts/list-followups.js';
import { listFormerEstimates } from './parts/list-former-estimates.js';
import { listRoles } from './parts/list-roles.js';
import { listTimes } from './parts/list-times.js';
import { listVerdicts } from './parts/list-scenarios.js';
import { nameLogin } from './parts/name-login.js';
import { sayAgreement } from './parts/say-agreement.js';
import { sayAlerts } from './parts/say-alerts.js';
import { sayHeading } from './parts/say-heading.js';
import { sayLinks } from './parts/say-links.js';
import { sayPipeline } from './parts/say-pipeline.js';
import { sayProgress } from './parts/say-progress.js';
import { saySentBack } from './parts/say-sent-back.js';
import { sayTurn } from './parts/say-turn.js';
import { section } from './parts/section.js';
import { escapeMarkdown } from './safety/escape-markdown.js';
import { linkTo } from './safety/link-to.js';
import { quoteWords } from './safety/quote-words.js';
import { speak } from './speak.js';
import type { Words } from './words.js';

interface CardInput {
  readonly task: Task;
  readonly settings: Settings;
  readonly problem: string | null;
  readonly queue: Queue | null;
  readonly links: Links;
  /** Where the time went; `null`: not known. */
  readonly times?: Times | null;
  readonly pipeline?: Pipeline | null;
  readonly help?: Help | null;
}

/** By this the engine finds the card again. */
const marker = '<!-- greenlight:card -->';

/** The one status comment of a task: where it stands, what is in the way, whose turn it is, and everything that was decided. */
export function renderCard({
  task,
  settings,
  problem,
  queue,
  links,
  times = null,
  pipeline = null,
  help = null,
}: CardInput): string {
  const words = speak(settings.language);
  const about: About = { task, settings, problem, links, words, queue, pipeline, help };
  return joinBlocks([
    marker,
    sayHeading(about),
    ...sayAlerts(about, queue),
    sayEnd(about) ?? sayTurn(about),
    sayPipeline(about),
    saySetback(about, 'open'),
    sayLinks(about),
    section(words.card.steps, sayProgress(about)),
    ...sayFacts(about),
    saySetback(about, 'folded'),
    ...sayHistory(about, times),
    listRoles(settings, words),
    isResting(task.stage) ? null : words.card.hint,
  ]);
}

/** How a task ended; `null` while it goes on. */
function sayEnd(about: About): string | null {
  const { task, words } = about;
  const { release, cancelled, stage } = task;
  if (stage === 'released' && release !== null)
    return words.card.released(linkTo(escapeMarkdown(release.tag, 100), release.url));
  if (stage !== 'cancelled' || cancelled === null) return null;
  const why = cancelled.why === null ? null : escapeMarkdown(cancelled.why, 500);
  return joinBlocks([words.card.cancelled(nameLogin(cancelled.by), why), sayTurn(about)]);
}

function sayFacts({ task, words }: About): readonly (string | null)[] {
  const { card } = words;
  const { followups, feedback } = task;
  return [
    sayAgreement({ task, words }),
    sayVersion(task, words),
    section(card.scenarios, listVerdicts(task, words)),
    section(card.approvals, listApprovals(task, words)),
    section(words.judging.delegations, listDelegations(task, words)),
    section(card.feedback, feedback === null ? null : quoteWords(feedback)),
    section(card.followups, listFollowups(followups, words)),
  ];
}

/** Which part of the version the release raises, when a manager has said so. */
function sayVersion({ releasePart, stage }: Task, { card }: Words): string | null {
  return releasePart === null || isResting(stage)
    ? null
    : card.version(releasePart.part, nameLogin(releasePart.by));
}

/** What is there for whoever wants to know: folded up. */
function sayHistory({ task, words }: About, times: Times | null): readonly (string | null)[] {
  const { card } = words;
  const former = listFormerEstimates(task.formerEstimates, words);
  const spent = times === null ? null : listTimes(times, words);
  return [
    former && fold(card.formerEstimates, former),
    spent && fold(card.times.title, joinBlocks([spent, card.times.hint])),
  ];
}

/** Stages in which somebody still works on what was sent back. */
const working: readonly Stage[] = [
  'discussion',
  'planning',
  'sandbox',
  'development',
  'testing',
  'integration',
  'integration-testing',
];

/** What was sent back last, where somebody works on it; later folded up, since it is over. */
function saySetback({ task, words }: About, place: 'open' | 'folded'): string | null {
  const { rejection, stage } = task;
  if (rejection === null || isResting(stage)) return null;
  if (working.includes(stage) !== (place === 'open')) return null;
  const said = saySentBack(rejection, words);
  return place === 'open' ? said : fold(words.card.sentBackBefore, said);
}
