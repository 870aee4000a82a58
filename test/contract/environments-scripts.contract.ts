import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Environments, Work } from '#ports/environments.js';
import { hangDoorbell } from '../support/doorbell.js';
import { aWork, type EnvironmentsPlace, sandbox, settingsOf } from './environments-place.js';
import { processesOf, running } from './shop-of-environments.js';

/** What the executor promises that starts the scripts of a repository itself. */
export function contractOfScripts(find: () => Promise<EnvironmentsPlace>): void {
  let place: EnvironmentsPlace;
  let environments: Environments;
  let live: string;

  beforeEach(async () => {
    place = await find();
    environments = place.environments;
    live = await place.git.commit();
  });

  afterEach(async () => {
    await place.remove();
  });

  const work = (commit: string, over: Partial<Work> = {}): Work =>
    aWork(place.git, commit, { scripts: live, ...over });

  test.each([
    ['a change that ends at once', { 'server.mjs': 'process.exit(3);' }, 'ended at once (3)'],
    ['a change that cannot be read', { 'server.mjs': 'throw new Error("kaputt");' }, 'exit code 1'],
  ])('%s is the fault of the script, in its last words', async (_title, changes, why) => {
    const result = await environments.deploy(work(await place.git.commit(changes)));
    expect(result).toMatchObject({ kind: 'failed', at: 'script', why: expect.stringContaining(why) });
  });

  test('scripts come from the default branch, never from the change', async () => {
    const change = await place.git.commit({ '.greenlight/deploy': '#!/bin/sh\nexit 1\n' });
    expect(running(await environments.deploy(work(change))).commit).toBe(change);
    const result = await environments.deploy(work(live, { scripts: change }));
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'script',
      why: expect.stringContaining('exit code 1'),
    });
  });

  test('a script that hangs is ended, and leaves no process', async () => {
    const hangs = '#!/bin/sh\ntrap "" TERM\nsetsid sleep 600 &\nsleep 600 & wait\nwait\n';
    const scripts = await place.git.commit({ '.greenlight/deploy': hangs });
    const settings = settingsOf({ timeoutMs: 500 });
    const result = await environments.deploy(work(live, { scripts, settings }));
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'timeout',
      why: 'the deploy script did not end within 0.5 s',
    });
    expect(processesOf(await place.remains(sandbox))).toEqual([]);
  });

  test('a sandbox that does not come up healthy when it is started is a failure, with a log', async () => {
    await environments.provision(work(live));
    await environments.stop(work(live));
    const scripts = await place.git.commit({ '.greenlight/start': '#!/bin/sh\necho no room left\nexit 4\n' });
    const result = await environments.start(work(live, { scripts }));
    expect(result).toMatchObject({ kind: 'failed', why: expect.stringContaining('no room left') });
    expect(await place.readLog(result.log ?? '')).toContain('no room left');
  });

  test('work that was ended rejects, and leaves no process', async () => {
    const bell = await hangDoorbell();
    const waits = `#!/bin/sh\nsetsid sleep 600 &\nnode -e "fetch('${bell.url}')"\nsleep 600\n`;
    const scripts = await place.git.commit({ '.greenlight/deploy': waits });
    const ended = new AbortController();
    const result = environments.deploy(work(live, { scripts, signal: ended.signal }));
    await bell.rung;
    expect(processesOf(await place.remains(sandbox)).length).toBeGreaterThanOrEqual(3);
    ended.abort(new Error('superseded'));
    await expect(result).rejects.toThrow('superseded');
    expect(processesOf(await place.remains(sandbox))).toEqual([]);
    await bell.close();
  });
}
