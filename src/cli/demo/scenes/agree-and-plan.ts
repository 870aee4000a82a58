import { cast, fullName } from '../cast.js';
import { costSaid } from '../shop-versions.js';
import { begin, order, type Play, pushEdits, reads, sandboxUrl, say, until, untilEvent } from '../play.js';

/** Step 1: time and cost, and the client's yes. */
export async function agree(play: Play): Promise<void> {
  await say(
    play,
    cast.manager,
    '/estimate 3d 1,200 EUR — wrapping for every product that fits in a box',
    'EstimateGiven',
  );
  await until(play, 'planning', () => say(play, cast.client, '/approve Agreed, thank you', 'Approved'));
}

/** Steps 2 and 3: the scenarios, the manager's label, and a sandbox made from the live shop. */
export async function plan(play: Play): Promise<void> {
  const { stage, tell } = play;
  await order(stage.production, 'mug', 'Ada');
  await order(stage.production, 'lamp', 'Mr Brandt');
  tell.does('customer', 'two orders come in: the shop is live all the while');
  begin(play, 'planning');
  await say(play, cast.tester, '/scenario The front page says how each product is wrapped', 'ScenarioAdded');
  await say(play, cast.tester, '/scenario The list of orders says how an order is wrapped', 'ScenarioAdded');
  tell.does(cast.manager, 'starts the work by setting the label “stage: sandbox”');
  await until(play, 'sandbox', () =>
    stage.github.as(cast.manager).addLabel(fullName, play.issue, 'stage: sandbox'),
  );
  begin(play, 'sandbox');
  await until(play, 'development', () => Promise.resolve());
  tell.sees('the sandbox is open, with a copy of the live shop and its orders', sandboxUrl(play));
  tell.sees(`the branch ${play.branch} is ready for Dan`);
}

/** Step 9.1: the client's feedback is planned, built and tested as round 2. */
export async function replan(play: Play): Promise<void> {
  begin(play, 'planning');
  await say(play, cast.tester, '/scenario The front page says what wrapping costs', 'ScenarioAdded');
  await until(play, 'development', () =>
    say(play, cast.manager, '/approve Round 2: say what it costs', 'Approved'),
  );
  begin(play, 'development');
  await untilEvent(play, 'SandboxDeployed', () => pushEdits(play, costSaid, 'Say what wrapping costs'));
  begin(play, 'testing');
  await reads(play, cast.tester, { url: sandboxUrl(play), finds: 'kraft paper (+ €3)' });
}
