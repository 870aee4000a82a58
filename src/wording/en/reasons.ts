import type { ReasonFacts, Words } from '../words.js';
import { operations } from './operations.js';
import { reasonsOfChanges } from './reasons-of-changes.js';
import { people } from './people.js';
import { reasonsOfJudging } from './reasons-of-judging.js';
import { stages } from './stages.js';

function sayNotHere({ stage }: ReasonFacts): string {
  if (stage === null) return 'This is not possible where the task stands.';
  if (stage === 'released' || stage === 'cancelled')
    return 'This is not possible any more: the task is over.';
  return `This is not possible at ${stages[stage].step}.`;
}

const because = (why: string | null): string => (why === null ? '' : `: “${why}”`);

/** Why a pull request cannot be tested yet. */
function notReady({ why, change, checks }: ReasonFacts): string {
  const pull = change === null ? 'The pull request' : `Pull request ${change}`;
  const named = checks === null ? '' : ` (${checks})`;
  switch (why) {
    case 'draft':
      return `${pull} is a draft. Press “Ready for review” there first.`;
    case 'failing':
      return `Required checks of the pull request are failing${named}. They have to be green first.`;
    case 'pending':
      return `Required checks of the pull request are not done yet${named}. They have to be green first.`;
    case 'rejected':
      return 'This very commit was sent back. Push a fix first.';
    default:
      return `${pull} is not ready yet.`;
  }
}

function roleMissing({ needed, holders }: ReasonFacts): string {
  if (needed.length === 0) return 'Nobody is asked to decide here.';
  const who = `Only ${people.either(needed)} can do this, and you do not have that role here.`;
  return holders === null ? who : `${who} It is held by ${holders}.`;
}

function changeMoved({ why, head, was }: ReasonFacts): string {
  if (why === 'change_closed') return 'The pull request was closed meanwhile.';
  if (why === 'change_drafted') return 'The pull request was made a draft again meanwhile.';
  if (head === null || was === null || head === was)
    return 'The pull request changed while you were looking at an earlier state of it.';
  return `There is a new commit, ${head}; you were looking at ${was}. The new one has to be judged anew.`;
}

export const reasons: Words['reasons'] = {
  // moved on
  task_proposed: () => 'A task was made of this issue.',
  estimate_given: () => 'An estimate was given.',
  estimate_withdrawn: () => 'The estimate was declined.',
  gate_passed: () => 'Everybody who was asked has approved.',
  sandbox_ready: () => 'The sandbox is ready.',
  sandbox_stands: () => 'The plan is approved, and the sandbox is still there.',
  change_ready: () => 'The pull request is ready, and its required checks are green.',
  integrated: () => 'The change was joined with the live project.',
  backed_up: () => 'The backups are stored.',
  reminded: () => 'Whoever has not answered yet was reminded.',
  waited_too_long: () => 'Nobody answered in time.',
  production_granted: () => 'Production is free for this task.',
  production_touched: () => 'Production was backed up, and the deployment began.',
  production_healthy: () => 'The change is live and healthy.',
  production_restored: () => 'Production is back as it was.',
  sandbox_removed: () => 'The sandbox was removed.',
  sandbox_left: () => 'Something of the sandbox is still there.',
  released: () => 'The change is merged, tagged and published.',
  reopened: () => 'The task was taken up again.',
  // went back
  rejected: () => 'It was sent back.',
  change_pushed: () => 'There is a new commit, and it has to be tested.',
  change_closed: () => 'The pull request was closed.',
  change_drafted: () => 'The pull request was made a draft again.',
  checks_failed: () => 'A required check failed.',
  sandbox_unhealthy: () => 'The sandbox does not answer as it should.',
  integration_conflict: () => 'The change could not be joined with the live project.',
  integration_unhealthy: () =>
    'The change joined with the live project does not answer as it should in the sandbox.',
  live_moved: () => 'Something else went live meanwhile, so the change has to be joined with that first.',
  production_unhealthy: () => 'Production did not answer as it should.',
  rollback_requested: () => 'It was asked to put production back as it was.',
  cancelled: () => 'The task was cancelled.',
  // kept, with something noted
  approval_kept: () => 'The approval is noted.',
  scenario_added: () => 'The scenario is noted.',
  followup_added: () => 'It is noted for later.',
  ready_declared: () => 'The commit goes to the tester again.',
  change_seen: () => 'The pull request was looked at.',
  issue_seen: () => 'The issue was looked at.',
  sandbox_served: () => 'The sandbox shows the change.',
  sandbox_redeploying: () => 'The sandbox is deployed to again.',
  backing_up: () => 'Production is being backed up.',
  backup_stored: () => 'The backup is stored.',
  retrying: () => 'It is tried again.',
  watch_ended: () => 'Production was watched for the agreed time and stayed healthy.',
  version_part_chosen: () => 'The release raises this part of the version.',
  operation_failed: ({ operation, why }) =>
    `${operation === null ? 'Something failed' : operations[operation].failed}${because(why)}.`,
  held: () => 'The task was put on hold.',
  unheld: () => 'The hold was lifted.',
  merged_outside: () => 'The pull request was merged without Greenlight, so the task was put on hold.',
  override_begun: () => 'The override waits for a second person.',
  override_complete: () => 'Two people opened the step without the people it asks.',
  sandbox_stopping: () => 'The sandbox is being stopped; its data are kept.',
  sandbox_stopped: () => 'The sandbox is stopped; its data are kept.',
  sandbox_starting: () => 'The sandbox is being started.',
  sandbox_started: () => 'The sandbox runs again as it was.',
  sandbox_extended: () => 'The sandbox runs longer.',
  sandbox_pinned: () => 'The sandbox runs until the task is over.',
  sandbox_ending: () => 'The time of the sandbox is nearly up.',
  // refused
  not_a_person: () => 'Only people can do this, not apps or bots.',
  role_missing: roleMissing,
  own_change: () => 'You wrote this change, and nobody approves their own work here. Somebody else has to.',
  on_hold: ({ by, why }) => `The task is on hold${by === null ? '' : `, placed by ${by}`}${because(why)}.`,
  config_broken: ({ problem }) => `The configuration of this repository cannot be used${because(problem)}.`,
  not_possible_here: sayNotHere,
  already_a_task: () => 'This is a task already.',
  estimate_missing: () => 'There is no estimate yet to say yes or no to.',
  scenarios_missing: () => 'No test scenario is written yet, and the work cannot start without one.',
  change_missing: () => 'This task has no open pull request yet.',
  change_not_ready: notReady,
  change_moved: changeMoved,
  review_of_another_commit: ({ head }) =>
    `Your review was written on ${head === null ? 'an earlier commit' : `commit ${head}`}, and the pull request has a newer one. Please look at that, and review again.`,
  written_before_push: ({ head }) =>
    `You wrote this before ${head === null ? 'the newest commit' : `commit ${head}`} was pushed. Please look at it, and say it again.`,
  written_before_step: () =>
    'You wrote this before this step was shown here. If you mean what is asked now, please say it again.',
  sandbox_not_ready: () =>
    'The sandbox does not show yet what you would decide about. Please try again when it does.',
  nothing_failed: () => 'Nothing has failed, so there is nothing to try again.',
  busy: ({ operation }) =>
    operation === null
      ? 'Greenlight is at work. Please wait until that is done.'
      : `Greenlight ${operations[operation].doing}. Please wait until that is done.`,
  not_held: () => 'The task is not on hold.',
  already_held: () => 'The task is on hold already.',
  no_sandbox: () => 'This task has no sandbox yet.',
  nothing_to_roll_back: () => 'This task has not changed production, so there is nothing to put back.',
  override_needs_second_person: () =>
    'An override needs two different people: a manager and somebody from DevOps.',
  override_of_another_gate: ({ stage, gate }) =>
    stage === null || gate === null
      ? 'That is not the step where the task stands.'
      : `The task does not stand at ${stages[gate].step} but at ${stages[stage].step}. Only the decision that is open can be overridden.`,
  label_is_not_a_move: ({ startLabel }) =>
    `Tasks move from step to step by themselves. The only label that moves one is ${startLabel ?? 'the one of the sandbox'}, with which a manager starts the work.`,
  ...reasonsOfJudging,
  sandbox_is_stopped: () =>
    'The sandbox is stopped. `/sandbox start` brings it back as it was (developer, tester or DevOps).',
  sandbox_runs: () => 'The sandbox is not stopped, so there is nothing to start.',
  sandbox_has_no_end: () =>
    'The sandbox runs until the task is over anyway: no end is set in this repository.',
  sandbox_cannot_stop: () =>
    'Sandboxes cannot be stopped here: this repository has no script that does it. DevOps can add one, and name it under `environments:` `scripts:` `stop:` in `.github/greenlight.yml`.',
  // about the check on a change
  no_task: () => 'This belongs to no task.',
  gates_open: () => 'Not every step before the merge is passed yet.',
  shipping: () => 'What was approved goes live first; it is merged at step 11.',
  another_head_approved: ({ approved }) =>
    approved === null
      ? 'Another commit was approved, not this one.'
      : `Commit ${approved} was approved, not this one.`,
  // about merging and deploying
  change_merged: () => 'The change was merged, exactly as approved.',
  merge_awaited: ({ why }) => `The merge is allowed now, and is made by others${because(why)}.`,
  merge_settled: () => 'The merge that was waited for is looked at.',
  merged_another_tree: () => 'What was merged is not what was approved, so it is taken out again.',
  change_reverted: () => 'Production and the default branch are back as they were.',
  merge_allowed: () => 'Every step before the merge is passed for exactly this commit.',
  group_unreadable: () => 'It could not be found out which pull requests the merge queue would merge here.',
  nothing_approved: () => 'Nothing has been approved here yet, so nothing may be deployed.',
  // ignored
  superseded: () => 'Something newer has taken its place.',
  nothing_new: () => 'Nothing has changed.',
  ...reasonsOfChanges,
  // production, held and frozen
  production_frozen: () => 'Nothing goes live in this time.',
  production_thawed: () => 'The time in which nothing goes live is over.',
  production_unheld: () => 'Production is no longer held: the next in line goes live.',
  commit_banned: ({ head }) =>
    `${head === null ? 'This commit' : `Commit ${head}`} was rolled back in production before, and is never deployed again. Push a new commit.`,
  moved_to_front: () => 'The task is the next to go live.',
  not_waiting_for_production: () =>
    'The task does not wait for production. `/priority` counts at 9.2.1, while others are before it.',
  next_already: () => 'No task waits before this one, so it is the next to go live already.',
  version_after_release: ({ version }) =>
    `Before the release there is one state to go back to, that from before this task. \`/rollback\` alone goes back to it${version === null ? '' : `, without ${version}`}.`,
  not_newest_release: ({ version, change }) =>
    version === null
      ? 'Nothing is released that could be rolled back.'
      : `Later releases were built on this one. The newest is ${version}${change === null ? '' : `, from ${change}`}: say it there.`,
  version_not_kept: ({ version, kept }) =>
    `${version === null ? 'No state from before this release is kept' : `No state of ${version} is kept from before the newest release`}${kept === null ? '.' : `. Production can go back to ${kept}.`}`,
};
