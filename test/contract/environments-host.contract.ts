import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Environments, Work } from '#ports/environments.js';
import { aWork, type EnvironmentsPlace } from './environments-place.js';
import { running } from './shop-of-environments.js';

const server = await readFile('examples/shop/server.mjs', 'utf8');

/** The shop with another name for the mug. */
const renamed = { 'server.mjs': server.replace('Stoneware mug', 'Porcelain cup') };

/** What executors promise that work on Greenlight's own machine. */
export function contractOfHost(find: () => Promise<EnvironmentsPlace>): void {
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

  test('work for the same environment waits for its turn', async () => {
    const change = await place.git.commit(renamed);
    const results = await Promise.all(
      [live, change, live].map((commit) => environments.deploy(work(commit))),
    );
    expect(results.map((result) => running(result).commit)).toEqual([live, change, live]);
    expect((await fetch(running(results[2] as (typeof results)[0]).url)).headers.get('x-commit')).toBe(live);
  });
}
