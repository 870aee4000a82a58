import { taskBranch } from '#commands/task-branch.js';
import { cast, fullName } from './cast.js';
import type { Stage } from './open-stage.js';
import type { Play } from './play.js';
import { agree, plan, replan } from './scenes/agree-and-plan.js';
import { build, mendAfterTest, mendConflict } from './scenes/build-and-test.js';
import { joinAndTest, showAndApprove, showAndReject } from './scenes/join-and-show.js';
import { mendAfterRollback, shipAndRollBack, shipForGood } from './scenes/ship.js';
import { type Seen, finish } from './scenes/finish.js';
import type { Teller } from './teller.js';

const title = 'Gift wrapping';

/** Plays one task from the idea to its release, with a failing check, a rejection, a conflict, a rejected demo and a rollback. */
export async function playStory(stage: Stage, tell: Teller): Promise<{ play: Play; seen: Seen }> {
  const play = await propose(stage, tell);
  await agree(play);
  await plan(play);
  await build(play);
  await mendAfterTest(play);
  await mendConflict(play);
  await joinAndTest(play);
  await showAndReject(play);
  await replan(play);
  await joinAndTest(play);
  await showAndApprove(play);
  const rolledBack = await shipAndRollBack(play);
  await mendAfterRollback(play);
  await joinAndTest(play);
  await showAndApprove(play);
  await shipForGood(play);
  const finished = await finish(play);
  return { play, seen: { ...finished, rolledBack } };
}

/** Step 1 begins: an idea, and the label that makes it a task. */
async function propose(stage: Stage, tell: Teller): Promise<Play> {
  const { github, app } = stage;
  tell.step('1', 'Discussion');
  const maria = github.as(cast.manager);
  const { number } = await maria.openIssue(fullName, {
    title,
    body: 'Customers ask for their orders to be wrapped as a present. Clara would like it before the holidays.',
  });
  tell.does(cast.manager, `opens the issue “${title}” and labels it greenlight`);
  const since = app.decisions.length;
  await maria.addLabel(fullName, number, 'greenlight');
  await app.until((one) => one.event === 'TaskProposed', { since, what: 'the task' });
  tell.sees('it is a task now', `${github.url}/${fullName}/issues/${number}`);
  return { stage, tell, issue: number, change: 0, branch: taskBranch(number, title) };
}
