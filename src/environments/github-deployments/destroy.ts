import type { Work, WorkResult } from '#ports/environments.js';
import type { Receipt } from '#process/task.js';
import { seeGone } from '../probes/see-gone.js';
import { knownUrl } from './bring-up.js';
import { fulfil } from './fulfil.js';
import { changeStanding, loadStanding } from './notes.js';
import type { Office } from './office.js';

/** The pipeline removes the sandbox. Of what it had, only the address can be looked at from here. */
export function destroy(office: Office, work: Work): Promise<WorkResult<{ url: null; receipt: Receipt }>> {
  return fulfil(office, { operation: 'destroy', work }, async () => {
    const receipt: Receipt = {
      processes: 'unseen',
      containers: 'unseen',
      data: 'unseen',
      url: await lookAtAddress(office, work),
      deployments: 'unseen',
      environment: 'unseen',
    };
    return { url: null, receipt };
  });
}

async function lookAtAddress(office: Office, work: Work): Promise<Receipt['url']> {
  const url = (await loadStanding(office, work)).url ?? (await knownUrl(office, work));
  if (url === null) return 'unseen';
  const { probes } = work.settings.sandbox;
  const seen = await seeGone({ url, probes, signal: work.signal }, office.resolveHost);
  if (seen !== 'left') await changeStanding(office, work, { url: null });
  return seen;
}
