import { join } from 'node:path';
import { endEverything } from '../deploy-by-hand.js';
import { deployByGreenlight } from './by-greenlight.js';
import type { Ground, Hosting } from './hosting.js';

/** `executor: command`: the shop's own scripts, on this machine. */
export function hostByScripts(ground: Ground): Promise<Hosting> {
  const { repository, data, config } = ground;
  return Promise.resolve({
    files: { '.github/greenlight.yml': config },
    variables: {},
    deploy: (commit) => deployByGreenlight(ground, commit),
    close: () => endEverything({ repository, directory: join(data, 'environments', String(repository.id)) }),
  });
}
