import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fullName } from '../cast.js';
import { deployByHand, endEverything } from '../deploy-by-hand.js';
import { type Ground, type Hosting, withExecutor } from './hosting.js';

const workflow = fileURLToPath(new URL('../../../../examples/workflows/greenlight.yml', import.meta.url));

/** `executor: github-deployments`: the example workflow, run by a runner of the simulated GitHub. */
export async function hostByWorkflow({ github, repository, directory, config }: Ground): Promise<Hosting> {
  const kept = join(directory, 'runner');
  const place = { repository, directory: join(kept, 'environments') };
  github.runWorkflows(fullName, {
    directory: join(directory, 'runs'),
    variables: { GREENLIGHT_DIRECTORY: kept },
  });
  return {
    files: {
      '.github/greenlight.yml': withExecutor(config, 'github-deployments'),
      '.github/workflows/greenlight.yml': await readFile(workflow, 'utf8'),
    },
    variables: {},
    deploy: (commit) => deployByHand(place, commit),
    close: () => endEverything(place),
  };
}
