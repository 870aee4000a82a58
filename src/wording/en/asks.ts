import type { Choice, Words } from '../words.js';
import { asksOfChanges } from './asks-of-changes.js';
import { operations } from './operations.js';
import { people } from './people.js';

const retest = 'The tester is asked as soon as they are green.';
const yes = (then: string): Choice => ({ type: '/approve', then: `yes: ${then}` });
const judged = (toJudge: boolean): readonly Choice[] => (toJudge ? scenario : []);
const scenario: readonly Choice[] = [
  {
    type: '/pass 1',
    then: 'scenario 1 works; several: `/pass 1,3`, all that are not judged yet: `/pass all`',
  },
  { type: '/fail 2 what is wrong', then: 'scenario 2 does not work' },
];
const no = (words: string, then: string): Choice => ({ type: `/reject ${words}`, then: `no: ${then}` });

export const asks: Words['asks'] = {
  name_client: () => ({
    title: 'nobody is named as the client',
    todo: 'Nobody is named as the client, so nobody can answer. Name one in `.github/greenlight.yml` on the default branch: `client: their-github-name` under `roles:`, or `client: none` when there is none.',
    choices: [],
  }),
  give_estimate: () => ({
    title: 'waiting for the estimate',
    todo: 'Say how long it takes and, if you like, what it costs. Planning begins when that is agreed.',
    choices: [{ type: '/estimate 3d 1200 EUR — what is included', then: 'time, cost and a note' }],
  }),
  agree_estimate: ({ roles }) => ({
    title: `waiting for ${people.either(roles)} to agree to the estimate`,
    todo: 'Read the estimate. Nothing is built before you agree to it.',
    choices: [
      yes('agreed, the work is planned'),
      no('what should be different', 'the manager makes another estimate'),
    ],
  }),
  write_scenarios: () => ({
    title: 'test scenarios are missing',
    todo: 'Write down what is to be tested, one thing a line: by command, or as a list under the heading “Test scenarios” in the text of the issue. The work cannot start without one.',
    choices: [{ type: '/scenario A guest books a table for two', then: 'adds one; anybody with a role may' }],
  }),
  approve_plan: ({ roles, round, startLabel }) => ({
    title: `waiting for ${people.either(roles)} to approve the plan`,
    todo:
      round > 1
        ? 'Plan what has to be different this time, add test scenarios for it, and say whether the work may start.'
        : 'Read the test scenarios and say whether the work may start.',
    choices: [
      yes(
        startLabel === null
          ? 'the work starts'
          : `the work starts; a manager can set the label ${startLabel} instead`,
      ),
      no(
        'what is missing',
        'others who approved are asked again; your no stands until you approve or take it back',
      ),
      { type: '/scenario A guest books a table for two', then: 'adds a scenario' },
      ...(round > 1
        ? [{ type: '/estimate 2d 800 EUR', then: 'time or cost is another: the client is asked again' }]
        : []),
    ],
  }),
  open_change: ({ number, change, branch }) => ({
    title: 'waiting for a pull request',
    todo:
      (change === null ? '' : `Pull request ${change} is closed: reopen it, or open another one. `) +
      (branch === null
        ? `Build it, and open a pull request whose text says \`Closes #${number}\`.`
        : `Build it on the branch ${branch}, and open a pull request from there. With another branch, say \`Closes #${number}\` in its text.`) +
      ' The tester is asked when it is ready for review and its required checks are green.',
    choices: [],
  }),
  finish_draft: ({ change }) => ({
    title: 'the pull request is a draft',
    todo: `Pull request ${change ?? ''} is a draft. Press “Ready for review” there when it is done.`,
    choices: [],
  }),
  await_checks: ({ change, checks }) => ({
    title: 'checks are running',
    todo: `Required checks of ${change ?? 'the pull request'} are not done${checks === null ? '' : `: ${checks}`}. ${retest}`,
    choices: [],
  }),
  fix_checks: ({ change, checks }) => ({
    title: 'required checks are failing',
    todo: `Required checks of ${change ?? 'the pull request'} are failing${checks === null ? '' : `: ${checks}`}. Push a fix. ${retest}`,
    choices: [],
  }),
  push_fix: ({ change }) => ({
    title: 'a new commit is needed',
    todo: `The newest commit of ${change ?? 'the pull request'} was sent back. Push a new one; it goes to the tester when its checks are green.`,
    choices: [
      { type: '/ready', then: 'nothing has to be changed: the same commit goes to the tester again' },
    ],
  }),
  test_change: ({ roles, toJudge }) => ({
    title: `waiting for ${people.either(roles)}`,
    todo: 'Try the change in the sandbox, scenario by scenario. Then answer in a comment here or on the pull request, or with a review there.',
    choices: [
      ...judged(toJudge),
      yes('it works, and is joined with the live project next'),
      no('what is wrong', 'the developer gets it back with your words'),
    ],
  }),
  test_product: ({ roles, toJudge }) => ({
    title: `waiting for ${people.either(roles)}`,
    todo: 'Try it again, scenario by scenario: the sandbox now shows the change together with everything that is live.',
    choices: [
      ...judged(toJudge),
      yes('it works, and the client sees the demo next'),
      no('what is wrong', 'the developer gets it back with your words'),
    ],
  }),
  redeploy_sandbox: () => ({
    title: 'the sandbox shows something else',
    todo: 'The sandbox does not show what is to be judged. Put the right version there first.',
    choices: [{ type: '/sandbox redeploy', then: 'puts it there' }],
  }),
  start_sandbox: () => ({
    title: 'the sandbox is stopped',
    todo: 'The sandbox is stopped, so there is nothing to look at, and nobody can approve. Its data are kept: start it first.',
    choices: [{ type: '/sandbox start', then: 'brings it back as it was' }],
  }),
  judge_demo: ({ roles }) => ({
    title: `waiting for ${people.either(roles)}`,
    todo: 'Open the demo and try it. It goes live only after your yes.',
    choices: [
      yes('it may go live'),
      no('what should be different', 'it is changed, and you get another demo'),
    ],
  }),
  await_production: () => ({
    title: 'waiting for production',
    todo: 'Nobody has to do anything: one task at a time goes live, in the order of approval.',
    choices: [],
  }),
  test_production: ({ roles, toJudge }) => ({
    title: `waiting for ${people.either(roles)}`,
    todo: 'It is live. Try it in production, scenario by scenario.',
    choices: [
      ...judged(toJudge),
      yes('it works, and the client takes a last look'),
      no('what is wrong', 'production is put back as it was, and the developer gets it back'),
    ],
  }),
  judge_final_demo: ({ roles }) => ({
    title: `waiting for ${people.either(roles)}`,
    todo: 'It is live. Take a last look at it there.',
    choices: [
      yes('it is finished, and the release is published; what you write after the word is kept as feedback'),
      no('what is wrong', 'the version from before comes back, it is changed, and you get another demo'),
      { type: '/followup what should come next', then: 'noted for later; it does not hold this up' },
    ],
  }),
  await_queue: ({ change }) => ({
    title: 'waiting for the merge queue',
    todo: `${change === null ? 'The pull request' : `Pull request ${change}`} is in the merge queue. When the queue has merged it, it is compared with what was approved, and nobody has anything to do here.`,
    choices: [],
  }),
  merge_change: ({ change }) => ({
    title: 'waiting to be merged',
    todo: `Everything is approved, and the check is green. Merge pull request ${change ?? ''} on GitHub; whoever may merge there can. It goes live right after.`,
    choices: [{ type: '/retry', then: 'what stood in the way is gone: Greenlight merges it' }],
  }),
  await_greenlight: ({ operation }) => ({
    title: operation === null ? 'Greenlight is at work' : `Greenlight ${operations[operation].doing}`,
    todo: `Greenlight ${operation === null ? 'is at work' : operations[operation].doing}. Nobody has to do anything.`,
    choices: [],
  }),
  retry: ({ operation, touched }) => ({
    title: operation === null ? 'something failed' : lowered(operations[operation].failed),
    todo: 'Put right what went wrong, then:',
    choices: [
      operation === 'BackUpProduction'
        ? { type: '/backup', then: 'tries it again' }
        : { type: '/retry', then: 'tries it again' },
      ...(touched && operation === 'DeployProduction'
        ? [{ type: '/rollback', then: 'puts production back as it was (DevOps or the tester)' }]
        : []),
    ],
  }),
  lift_hold: () => ({
    title: 'on hold',
    todo: 'Nothing goes on until the hold is lifted.',
    choices: [{ type: '/unhold', then: 'it goes on where it stopped' }],
  }),
  mend_config: () => ({
    title: 'the configuration cannot be used',
    todo: 'Correct `.github/greenlight.yml` on the default branch. It is read again by itself; until then nobody can approve anything.',
    choices: [],
  }),
  reopen: () => ({
    title: 'cancelled',
    todo: 'Nothing is left to do. Whoever wants the work taken up again reopens the issue.',
    choices: [],
  }),
  lift_production_hold: () => ({
    title: 'production is held after a rollback',
    todo: 'Look into what was rolled back. Then:',
    choices: [{ type: '/unhold', then: 'production is no longer held, and the next in line goes live' }],
  }),
  await_freeze: () => ({
    title: 'nothing goes live in this time',
    todo: 'Nobody has to do anything: it goes live by itself when this time is over.',
    choices: [],
  }),
  nothing: () => ({ title: 'everything is done', todo: 'Everything is done.', choices: [] }),
  ...asksOfChanges,
};

/** As part of a sentence. */
const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
