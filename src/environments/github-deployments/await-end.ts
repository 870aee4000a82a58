import { UnderWay } from '#errors/under-way.js';
import type { Work } from '#ports/environments.js';
import type { DeploymentAnswer } from '#ports/deployment-answers.js';
import { WorkFailed } from '../host/work-failed.js';
import type { Placed } from './ask-for-deployment.js';
import { saveOrder } from './notes.js';
import type { Office } from './office.js';

/** Answers come by themselves; this is how long one that was lost on the way stays unnoticed. */
const lookMs = 3 * 60_000;

/**
 * The answer with which the pipeline said that it was successful. Throws `UnderWay` while there is none, and `WorkFailed`
 * for what failed, what was taken back, and silence longer than the configured time.
 */
export async function awaitEnd(office: Office, work: Work, order: Placed): Promise<DeploymentAnswer> {
  const known = await office.answers.load(work.repository.id, order.deployment);
  const early = judge(known);
  if (early !== null) return early;
  const now = office.clock.now();
  const placed = wasUnseen(order, now, work) ? { ...order, asked: now } : order;
  const isLate = now >= endOf(work, placed, known);
  const isDue = now >= placed.looked + lookMs;
  const answer = isLate || isDue ? await look(office, work, placed) : known;
  const end = judge(answer);
  if (end !== null) return end;
  if (answer?.logUrl) work.onLog(answer.logUrl);
  const left = endOf(work, placed, answer) - now;
  if (left <= 0) throw new WorkFailed('timeout', saySilence(work, placed, answer));
  throw new UnderWay(Math.min(left, isLate || isDue ? lookMs : placed.looked + lookMs - now));
}

/** Nobody looked when it was time to: the clock was set, or Greenlight was down. Silence in that time is nobody's. */
const wasUnseen = ({ looked }: Placed, now: number, { settings }: Work): boolean =>
  now - looked > 2 * (lookMs + settings.timeoutMs);

const endOf = ({ settings }: Work, { asked }: Placed, answer: DeploymentAnswer | null): number =>
  Math.max(asked, answer?.at ?? 0) + settings.timeoutMs;

/** The answer, when it says that all is well; `null`: there is no end yet. */
function judge(answer: DeploymentAnswer | null): DeploymentAnswer | null {
  switch (answer?.state) {
    case 'success':
      return answer;
    case 'failure':
    case 'error':
      throw new WorkFailed(
        'script',
        answer.description === '' ? 'the workflow failed, and did not say why' : answer.description,
      );
    case 'inactive':
      throw new WorkFailed('script', `${answer.by} took the deployment back before it was done`);
    default:
      return null;
  }
}

/** Asks GitHub what was answered, in case nobody told us. */
async function look(office: Office, work: Work, placed: Placed): Promise<DeploymentAnswer | null> {
  const { repository, settings } = work;
  const given = await office.github.listDeploymentAnswers(repository, placed.deployment);
  const trusted = settings.answeredBy.map((login) => login.toLowerCase());
  const counted = given.filter(({ by }) => trusted.length === 0 || trusted.includes(by.toLowerCase()));
  let answer = await office.answers.load(repository.id, placed.deployment);
  for (const one of counted) answer = await office.answers.note(repository.id, placed.deployment, one);
  await saveOrder(office, work.id, { ...placed, looked: office.clock.now() });
  return answer;
}

function saySilence(
  { settings, scripts }: Work,
  { commit }: Placed,
  answer: DeploymentAnswer | null,
): string {
  const time = `${Math.round(settings.timeoutMs / 60_000) || 1} min`;
  if (answer !== null) {
    return `the workflow said nothing more for ${time} after “${answer.state}”; look at its log${answer.logUrl ? ` (${answer.logUrl})` : ''}`;
  }
  const commits =
    commit === scripts ? commit.slice(0, 7) : `${commit.slice(0, 7)}, the commit that was to be deployed`;
  return `no workflow answered the deployment within ${time}: is there .github/workflows/greenlight.yml in ${commits}, and does a runner take its jobs?`;
}
