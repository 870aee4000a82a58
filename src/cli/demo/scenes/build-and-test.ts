import { cast, fullName } from '../cast.js';
import { edit, lampCheaper, ordersWrapped, pricesMended, wrapsAdded } from '../shop-versions.js';
import { begin, check, type Play, pushEdits, reads, sandboxUrl, passes, until, untilEvent } from '../play.js';

/** Steps 4 and 5: a pull request whose check fails, the fix, and the tester's first look. */
export async function build(play: Play): Promise<void> {
  const { stage, tell, branch } = play;
  begin(play, 'development');
  const before = (await stage.repository.read(branch, 'server.mjs')) ?? '';
  const dan = stage.github.as(cast.developer);
  const { sha } = await dan.push(fullName, {
    branch,
    message: 'Offer gift wrapping',
    files: { 'server.mjs': edit(before, wrapsAdded) },
  });
  const { number } = await dan.openPullRequest(fullName, {
    head: branch,
    title: 'Offer gift wrapping',
    body: `Closes #${play.issue}`,
  });
  play.change = number;
  tell.does(cast.developer, `opens pull request #${number}`);
  tell.sees('its check “greenlight” is not green', `${stage.github.url}/${fullName}/pull/${number}`);
  if (await check(play, sha)) throw new Error('the first version should have broken a test');
  await untilEvent(play, 'SandboxDeployed', async () => {
    const { passed } = await pushEdits(play, pricesMended, 'Write prices as before');
    if (!passed) throw new Error('the second version should pass');
  });
  begin(play, 'testing');
  tell.sees(`${cast.tester} is asked to review; the sandbox serves the change`, sandboxUrl(play));
}

/** Step 5 and back to 4: the tester misses something. */
export async function mendAfterTest(play: Play): Promise<void> {
  await reads(play, cast.tester, { url: sandboxUrl(play), finds: 'Gift wrap: kraft paper' });
  await until(play, 'development', async () => {
    const body = 'The list of orders does not say how an order is wrapped';
    await play.stage.github.as(cast.tester).review(fullName, play.change, { event: 'REQUEST_CHANGES', body });
    play.tell.does(cast.tester, `requests changes on pull request #${play.change}: “${body}”`);
  });
  begin(play, 'development');
  await untilEvent(play, 'SandboxDeployed', () =>
    pushEdits(play, ordersWrapped, 'Show the wrapping in the list of orders'),
  );
  begin(play, 'testing');
}

/** Step 6 and back to 4: meanwhile the live shop has changed the same line. */
export async function mendConflict(play: Play): Promise<void> {
  const { stage, tell, branch } = play;
  const { github, repository } = stage;
  const live = (await repository.read('main', 'server.mjs')) ?? '';
  const { sha } = await github.as(cast.devops).push(fullName, {
    branch: 'main',
    message: 'The lamp is 59 euros this week',
    files: { 'server.mjs': edit(live, lampCheaper) },
  });
  await stage.deployByHand(sha);
  tell.does(
    cast.devops,
    'in a hurry, lowers the lamp’s price in the live shop: the line that Dan has changed, too',
  );
  await until(play, 'development', async () => {
    await reads(play, cast.tester, { url: sandboxUrl(play), finds: 'in kraft paper' });
    await passes(play, '/approve Both scenarios pass');
    begin(play, 'integration');
  });
  tell.sees('the change cannot be joined with the live shop: a conflict, back to Dan');

  begin(play, 'development');
  const ours = (await repository.read(branch, 'server.mjs')) ?? '';
  const resolved = edit(ours, lampCheaper);
  await untilEvent(play, 'SandboxDeployed', async () => {
    const merged = await github
      .as(cast.developer)
      .mergeBranch(fullName, { into: branch, from: 'main', resolve: { 'server.mjs': resolved } });
    tell.does(cast.developer, `merges main and keeps both (${merged.sha.slice(0, 7)})`);
    if (!(await check(play, merged.sha))) throw new Error('the merge should pass');
  });
  begin(play, 'testing');
}
