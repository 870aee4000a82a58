import { isShipping } from '#process/approvals.js';
import { isResting } from '#process/is-resting.js';
import type { Role } from '#process/role.js';
import { isStopped } from '../find-turn.js';
import type { About, Queue } from '../about.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import { linkTo } from '../safety/link-to.js';
import { shortSha } from '../short-sha.js';
import { sayProduction } from './say-production.js';
import { alert } from './alert.js';
import { listRestored } from './list-restored.js';
import { nameLogin } from './name-login.js';
import { sayNeededHelp } from './say-needed-help.js';
import { sayInstant } from './say-instant.js';
import { saySandboxLife } from './say-sandbox-life.js';

/** What stands in the way, the gravest first: each as one of GitHub's alerts. */
export function sayAlerts(about: About, queue: Queue | null): readonly string[] {
  const { task, problem, words } = about;
  const needed = sayNeededHelp(about);
  if (isResting(task.stage)) return needed === null ? [] : [needed];
  const found: readonly (string | null)[] = [
    needed,
    sayFailure(about),
    problem === null ? null : alert('CAUTION', words.alerts.config(escapeMarkdown(problem, 800))),
    sayHold(about),
    sayUndoing(about),
    ...sayOverrides(about),
    sayFollowed(about),
    sayQueue(about, queue),
    saySandboxQueue(about, queue),
    ...sayProduction(about, queue).map((said) => alert('WARNING', said)),
    saySandboxLife(about),
    sayNoClient(about),
  ];
  return found.filter((said) => said !== null);
}

function sayFailure({ task, words, links }: About): string | null {
  const { failure } = task;
  if (failure === null) return null;
  const { failed, meaning } = words.operations[failure.operation];
  const log = links.log === null ? null : linkTo(words.card.log, links.log);
  const why = escapeMarkdown(failure.why, 500);
  const said = { what: failed, why, log, meaning: meaning(task.production?.touched === true) };
  const back = failure.restored ? [listRestored(failure.restored, words)] : [];
  const lines = [words.alerts.failed(said), ...back, ...(isStopped(task) ? [] : [words.alerts.retry])];
  return alert('CAUTION', lines.join('\n'));
}

function sayHold({ task, words }: About): string | null {
  const { hold } = task;
  if (hold === null) return null;
  const when = sayInstant(hold.at, words);
  if (hold.cause === 'waited_too_long') return alert('WARNING', words.alerts.unanswered(when));
  if (hold.cause === 'merged_outside') return alert('WARNING', words.alerts.mergedOutside(when));
  const why = hold.why === null ? null : escapeMarkdown(hold.why, 300);
  return alert('WARNING', words.alerts.held({ by: nameLogin(hold.by), when, why }));
}

/** A task that is being cancelled, or whose deployment is being taken back. */
function sayUndoing({ task, words }: About): string | null {
  const { cancelled, rollback } = task;
  if (cancelled !== null) {
    const why = cancelled.why === null ? null : escapeMarkdown(cancelled.why, 300);
    return alert('WARNING', words.alerts.cancelling(nameLogin(cancelled.by), why));
  }
  if (rollback === null || isStopped(task)) return null;
  const why = rollback.why.trim() === '' ? null : escapeMarkdown(rollback.why, 300);
  const by = rollback.by === null ? null : nameLogin(rollback.by);
  return alert('WARNING', words.alerts.rollingBack({ by, why, then: words.stages[rollback.then].step }));
}

/** Each person who began an override, once: who holds both roles needs somebody with either. */
function sayOverrides({ task, words }: About): readonly string[] {
  const people = [...new Set(task.overrides.map(({ by }) => by))].slice(0, 3);
  return people.flatMap((by) => {
    const halves = task.overrides.filter((half) => half.by === by);
    const [half] = halves;
    if (half === undefined) return [];
    const others = seconds.filter((role) => halves.length > 1 || role !== half.role);
    const said = {
      by: nameLogin(by),
      step: words.stages[half.gate].step,
      reason: escapeMarkdown(half.reason, 200),
      needs: others,
      type: `/override ${half.gate} …`,
    };
    return [alert('IMPORTANT', words.alerts.override(said))];
  });
}

/** An override takes one of each. */
const seconds: readonly Role[] = ['manager', 'devops'];

/** Why a push took nothing back; told while a push can. */
function sayFollowed({ task, words }: About): string | null {
  const { followed, change, stage } = task;
  if (!followed || followed.to !== change?.head || stage === 'development' || isShipping(task)) return null;
  const from = followed.from.at(-1) ?? followed.to;
  const said = { from: shortSha(from), to: shortSha(followed.to), when: sayInstant(followed.at, words) };
  return alert('NOTE', words.alerts.followed(said));
}

function sayQueue({ task, words }: About, queue: Queue | null): string | null {
  if (queue === null || queue.position === 0) return null;
  const ahead = queue.ahead.filter((number) => /^#\d{1,10}$/.test(number)).slice(0, 5);
  if (task.stage === 'rollback') return alert('WARNING', words.alerts.rollbackQueue(ahead.join(', ')));
  return alert('NOTE', words.alerts.queue(queue.position, ahead.length === 0 ? null : ahead.join(', ')));
}

function saySandboxQueue({ words }: About, queue: Queue | null): string | null {
  if (queue?.sandboxes == null) return null;
  const { place, holders } = queue.sandboxes;
  const named = holders.filter((number) => /^#\d{1,10}$/.test(number)).slice(0, 5);
  const said = { place, holders: named.length === 0 ? null : named.join(', ') };
  return alert('NOTE', words.environments.sandboxQueue(said));
}

/** Told as long as the configuration is silent about a client who is asked somewhere. */
function sayNoClient({ settings, problem, words }: About): string | null {
  if (settings === null || problem !== null || settings.roles.client.kind !== 'unset') return null;
  if (!Object.values(settings.rules.gates).some((asked) => asked.includes('client'))) return null;
  const example = ['```yaml', 'roles:', `  ${words.alerts.noClientExample}`, '```'].join('\n');
  return alert('IMPORTANT', `${words.alerts.noClient}\n\n${example}`);
}
