import { cast } from '../cast.js';
import { begin, type Play, reads, sandboxUrl, passes, say, until } from '../play.js';

/** Steps 5 to 8: the tester's yes, joined with live, tested once more, backed up. */
export async function joinAndTest(play: Play): Promise<void> {
  const { tell } = play;
  await until(play, 'integration-testing', async () => {
    await passes(play, '/approve Scenarios pass');
    begin(play, 'integration');
  });
  tell.sees('joined with the live shop, and open in the sandbox', sandboxUrl(play));
  begin(play, 'integration-testing');
  await reads(play, cast.tester, { url: sandboxUrl(play), finds: '€59' });
  await until(play, 'demo', async () => {
    await passes(play, '/approve The lamp is cheaper and wrapped');
    begin(play, 'backup');
  });
  tell.sees('the live shop and the sandbox are backed up');
}

/** Step 9.1: the client wants something else. */
export async function showAndReject(play: Play): Promise<void> {
  begin(play, 'demo');
  play.tell.sees(`${cast.client} is shown the demo`, sandboxUrl(play));
  await reads(play, cast.client, { url: sandboxUrl(play), misses: '€3' });
  await until(play, 'planning', () =>
    say(play, cast.client, '/reject Lovely! But please say what the wrapping costs.', 'Rejected'),
  );
}

/** Step 9.2: the client's yes sends it to production. */
export async function showAndApprove(play: Play): Promise<void> {
  begin(play, 'demo');
  play.tell.sees(`${cast.client} is shown the demo`, sandboxUrl(play));
  await reads(play, cast.client, { url: sandboxUrl(play), finds: '(+ €3)' });
}
