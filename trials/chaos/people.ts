import { taskBranch } from '#commands/task-branch.js';
import type { GitHub, IssueView, Repository } from '#simulator/github.js';
import type { Course } from './plan.js';

/** One task, as the people who work on it see it. */
export interface Part {
  readonly course: Course;
  readonly repository: Repository;
  readonly number: number;
  readonly begun: number;
  ended: number | null;
  /** The pull request, once there is one. */
  change: number | null;
  pushes: number;
  /** The stage label that they saw last, and since when. */
  stage: string;
  since: number;
  /** Whether the first no of the course was heard, its hold lifted, what comes next noted. */
  rejected: boolean;
  held: 'not yet' | 'now' | 'was';
  followedUp: boolean;
  said: Said | null;
  /** Everything they ever said: comment → the stage in which it was meant. */
  readonly meant: Map<number, string>;
  /** How often they said something again, and how often something that failed had to be tried again by a person. */
  again: number;
  retries: number;
}

/** What was said last, and what about. */
interface Said {
  readonly about: string;
  readonly comment: number;
  readonly at: number;
}

/** What is due, and who says it. */
interface Due {
  readonly who: 'maria' | 'clara' | 'dan' | 'tess' | 'olga';
  readonly body: string;
  /** The same thing said again has the same name. */
  readonly about: string;
}

const bot = 'greenlight[bot]';
/** How long people wait for an answer, or for something to happen after one, before they say it again. */
const patienceMs = 9_000;
/** After a refusal they look again soon. */
const soonMs = 2_500;
/** How long something may take that goes by itself. */
const automaticMs = 25_000;

export async function propose(github: GitHub, repository: Repository, course: Course): Promise<Part> {
  const maria = github.as('maria');
  const { number } = await maria.openIssue(repository.fullName, {
    title: `Wish: ${course.name}`,
    body: 'An idea.',
  });
  await maria.addLabel(repository.fullName, number, 'greenlight');
  return {
    course,
    repository,
    number,
    begun: Date.now(),
    ended: null,
    change: null,
    pushes: 0,
    stage: '',
    since: Date.now(),
    rejected: false,
    held: 'not yet',
    followedUp: false,
    said: null,
    meant: new Map(),
    again: 0,
    retries: 0,
  };
}

/** Looks at GitHub, as people do, and does what is due. Resolves to whether anything was done. */
export async function goOn(github: GitHub, part: Part): Promise<void> {
  const issue = part.repository.issue(part.number);
  look(part, issue);
  if (part.ended !== null) return;
  if (part.stage === '') return proposeAgain(github, part);
  const help = helpDue(part, issue);
  if (help !== null) return saySo(github, part, { issue, due: help });
  if (part.stage === 'development' && part.course.cancels !== 'development') return develop(github, part);
  const due = dueIn(part, issue);
  if (due !== null) await saySo(github, part, { issue, due });
}

async function saySo(
  github: GitHub,
  part: Part,
  { issue, due }: { issue: IssueView; due: Due },
): Promise<void> {
  if (isTime(part, issue, due)) await say(github, part, due);
}

/** What the labels say; what changed since the last look is what came of what was said. */
function look(part: Part, { labels }: IssueView): void {
  const stage = labels.find((name) => name.startsWith('stage: '))?.slice('stage: '.length) ?? '';
  if (stage === part.stage) return;
  const { course, said } = part;
  const wentBack = ['development', 'planning', 'rollback'].includes(stage);
  if (course.rejects !== undefined && wentBack && said?.about === `no at ${course.rejects}`)
    part.rejected = true;
  Object.assign(part, { stage, since: Date.now() });
  if (stage === course.ends) part.ended = Date.now();
}

/** Nothing came of the label: it is taken off and put on once more. */
async function proposeAgain(github: GitHub, part: Part): Promise<void> {
  if (Date.now() - part.since < patienceMs) return;
  const maria = github.as('maria');
  const { fullName } = part.repository;
  await maria.removeLabel(fullName, part.number, 'greenlight');
  await maria.addLabel(fullName, part.number, 'greenlight');
  Object.assign(part, { since: Date.now(), again: part.again + 1 });
}

/** The developer pushes, opens the pull request, and CI checks it; when nobody takes it up, he pushes once more. */
async function develop(github: GitHub, part: Part): Promise<void> {
  const { repository, number, since } = part;
  const { fullName } = repository;
  const about = `developed since ${since}`;
  const isNew = part.said?.about !== about;
  if (!isNew && Date.now() - (part.said?.at ?? 0) < patienceMs) return;
  const branch = taskBranch(number, repository.issue(number).title);
  const dan = github.as('dan');
  part.pushes += 1;
  const files = { [`task-${number}.txt`]: `Version ${part.pushes}\n` };
  const { sha } = await dan.push(fullName, {
    branch,
    message: `Task ${number}, version ${part.pushes}`,
    files,
  });
  if (part.change === null) {
    const fields = { head: branch, title: `Do ${number}`, body: `Closes #${number}` };
    part.change = (await dan.openPullRequest(fullName, fields)).number;
  }
  await github.ci(fullName).check(sha, { name: 'test', status: 'completed', conclusion: 'success' });
  part.said = { about, comment: 0, at: Date.now() };
  if (!isNew) part.again += 1;
}

function dueIn(part: Part, issue: IssueView): Due | null {
  const { course, stage } = part;
  if (course.cancels === stage) return { who: 'maria', body: '/cancel Not wanted any more', about: 'cancel' };
  if (course.holds === stage && part.held !== 'was') return holdDue(part, issue);
  if (course.rejects === stage && !part.rejected) return rejectDue(part, stage);
  return gateDue(part, issue);
}

/** Held until it is seen to be held, and then let go on. */
function holdDue(part: Part, issue: IssueView): Due | null {
  const isHeld = isOnHold(cardOf(issue));
  if (part.held === 'not yet' && isHeld) part.held = 'now';
  if (part.held === 'now' && !isHeld) {
    part.held = 'was';
    return null;
  }
  return isHeld
    ? { who: 'maria', body: '/unhold', about: 'unhold' }
    : { who: 'maria', body: '/hold Wait a moment', about: 'hold' };
}

function rejectDue(part: Part, stage: string): Due | null {
  if (stage === 'testing' && !servesHead(part)) return null;
  const who = stage === 'demo' || stage === 'final-demo' ? 'clara' : 'tess';
  return { who, body: '/reject Not quite what was meant', about: `no at ${stage}` };
}

/** What a gate waits for. */
function gateDue(part: Part, issue: IssueView): Due | null {
  const { stage } = part;
  const yes = { who: 'tess', body: '/pass all\n/approve Works', about: `yes at ${stage}` } as const;
  switch (stage) {
    case 'discussion':
      return discussionDue(issue);
    case 'planning':
      return planningDue(issue);
    case 'testing':
      return servesHead(part) ? yes : null;
    case 'integration-testing':
    case 'production-testing':
      return yes;
    case 'demo':
      return followupDue(part) ?? { who: 'clara', body: '/approve Lovely', about: 'yes at demo' };
    case 'final-demo':
      return { who: 'clara', body: '/approve Thank you', about: 'yes at final-demo' };
    default:
      return null;
  }
}

function discussionDue(issue: IssueView): Due {
  const isEstimated = answerTo(issue, (body) => body.startsWith('/estimate')) === '+1';
  return isEstimated
    ? { who: 'clara', body: '/approve Agreed', about: 'agree' }
    : { who: 'maria', body: '/estimate 3d 500 EUR', about: 'estimate' };
}

/** The client's no of an earlier round may have been heard twice: it stands until it is taken back. */
function planningDue(issue: IssueView): Due {
  if (cardOf(issue).includes('/unreject'))
    return { who: 'clara', body: '/unreject', about: 'take the no back' };
  const isWritten = answerTo(issue, (body) => body.startsWith('/scenario')) === '+1';
  return isWritten
    ? { who: 'maria', body: '/approve Go ahead', about: 'start' }
    : { who: 'tess', body: '/scenario It does what it says', about: 'scenario' };
}

function followupDue(part: Part): Due | null {
  if (part.course.followsUp !== true || part.followedUp) return null;
  return { who: 'clara', body: '/followup The same for the other page', about: 'followup' };
}

/** Whoever looks after it sees on the card what keeps a step that should go by itself. */
function helpDue(part: Part, issue: IssueView): Due | null {
  const card = cardOf(issue);
  if (card.includes('production is held since'))
    return { who: 'olga', body: '/unhold', about: 'unhold production' };
  // A hold that was said twice may be heard once more after it was lifted.
  if (isOnHold(card) && part.course.holds !== part.stage)
    return { who: 'maria', body: '/unhold', about: 'unhold again' };
  const isStuck = Date.now() - part.since > automaticMs / 4 && card.includes('`/retry`');
  return isStuck ? { who: 'olga', body: '/retry', about: `retry ${part.stage}` } : null;
}

/** Whether it is said now: something new at once, a repetition when it was refused, not answered, or nothing came of it. */
function isTime(part: Part, issue: IssueView, due: Due): boolean {
  const { said } = part;
  if (said?.about !== due.about || said.at < part.since) return true;
  const answer = issue.comments
    .find(({ id }) => id === said.comment)
    ?.reactions.findLast(({ user, content }) => user === bot && content !== 'eyes')?.content;
  if (due.about === 'followup' && answer === '+1') {
    part.followedUp = true;
    return false;
  }
  return Date.now() - said.at > (answer === 'confused' ? soonMs : patienceMs);
}

async function say(github: GitHub, part: Part, { who, body, about }: Due): Promise<void> {
  if (part.said?.about === about && part.said.at >= part.since) part.again += 1;
  if (body === '/retry') part.retries += 1;
  const { stage } = part;
  const { id } = await github.as(who).comment(part.repository.fullName, part.number, body);
  part.meant.set(id, stage);
  part.said = { about, comment: id, at: Date.now() };
}

/** Whether the newest deployment to the task's sandbox is of the change's head, and is well. */
function servesHead({ repository, number, change }: Part): boolean {
  if (change === null) return false;
  const { sha } = repository.pull(change).head;
  const last = repository
    .deployments()
    .findLast(({ environment }) => environment === `sandbox-${repository.id}-${number}`);
  return last?.sha === sha && last.statuses.at(-1)?.state === 'success';
}

/** The bot's answer to the newest comment of a kind. */
function answerTo(issue: IssueView, isMeant: (body: string) => boolean): string | null {
  const said = issue.comments.findLast(({ author, body }) => author !== bot && isMeant(body));
  return said?.reactions.findLast(({ user, content }) => user === bot && content !== 'eyes')?.content ?? null;
}

const isOnHold = (card: string): boolean => /\*\*On hold\*\* since/.test(card);

const cardOf = (issue: IssueView): string =>
  issue.comments.find(({ author, body }) => author === bot && body.includes('greenlight:card'))?.body ?? '';
