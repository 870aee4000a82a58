import { cast } from '../cast.js';
import { blanketMended } from '../shop-versions.js';
import {
  begin,
  order,
  type Play,
  pushEdits,
  readPage,
  reads,
  sandboxUrl,
  passes,
  say,
  until,
  untilEvent,
} from '../play.js';

/** What production served around the rollback. */
export interface RolledBack {
  readonly before: string | null;
  readonly after: string | null;
  /** The order that a customer placed before the deployment is there afterwards. */
  readonly dataKept: boolean;
}

const customer = 'Ms Holm';

/** Steps 9.2.1 and 9.2.3: production has an order that the new version cannot show; its probes fail, and it is rolled back. */
export async function shipAndRollBack(play: Play): Promise<RolledBack> {
  const { stage, tell } = play;
  await order(stage.production, 'blanket', customer);
  tell.does('customer', `${customer} orders a blanket in the live shop`);
  const before = await readPage(stage.production);
  await until(play, 'rollback', async () => {
    await say(play, cast.client, '/approve Exactly what we wanted', 'Approved');
    begin(play, 'deployment');
  });
  tell.sees('the live shop does not answer as it must: its blanket cannot be wrapped', lastLog(play));
  begin(play, 'rollback');
  await until(play, 'development', () => Promise.resolve());
  const after = await readPage(stage.production);
  const dataKept = after.text.includes(`Wool blanket for ${customer}`);
  if (after.status !== 200 || !dataKept) throw new Error('production was not restored');
  tell.sees(`the old shop is back, ${customer}’s order with it`, stage.production);
  return { before: before.commit, after: after.commit, dataKept };
}

/** Step 4 again, after the rollback. */
export async function mendAfterRollback(play: Play): Promise<void> {
  begin(play, 'development');
  await untilEvent(play, 'SandboxDeployed', () =>
    pushEdits(play, blanketMended, 'The blanket comes in its own bag'),
  );
  begin(play, 'testing');
  await reads(play, cast.tester, { url: sandboxUrl(play), finds: 'Gift wrap' });
}

/** Step 9.2.1: since the rollback production is held, and DevOps lets it go on. Then 9.2.2: this time it goes live, and the tester tests it there. */
export async function shipForGood(play: Play): Promise<void> {
  const { stage, tell } = play;
  await until(play, 'deployment', () => say(play, cast.client, '/approve', 'Approved'));
  begin(play, 'deployment');
  tell.sees('production is held since the rollback: nothing goes live before DevOps says so');
  await until(play, 'production-testing', () => say(play, cast.devops, '/unhold', 'HoldLifted'));
  tell.sees('backed up, deployed, and healthy', stage.production);
  begin(play, 'production-testing');
  await reads(play, cast.tester, { url: stage.production, finds: `${customer} in its own bag` });
  await until(play, 'final-demo', () => passes(play, '/approve Works live'));
}

/** The log of the newest deployment, as GitHub links to it. */
function lastLog({ stage }: Play): string | undefined {
  return stage.repository
    .deployments()
    .findLast(({ environment }) => environment === 'production')
    ?.statuses.at(-1)?.log_url;
}
