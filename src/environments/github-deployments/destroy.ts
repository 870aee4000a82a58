import type { Work, WorkResult } from '#ports/environments.js';
import type { Receipt } from '#process/task.js';
import { askPage } from '../probes/ask-page.js';
import { resolveAnyHost } from '../probes/resolve-host.js';
import { fulfil } from './fulfil.js';
import { changeStanding, loadStanding } from './notes.js';
import type { Office } from './office.js';

const askMs = 10_000;

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
    if (receipt.url === 'gone') await changeStanding(office, work, { url: null });
    return { url: null, receipt };
  });
}

/** A hosting platform answers for what is not there, too: with 404 or 410. */
async function lookAtAddress(office: Office, work: Work): Promise<Receipt['url']> {
  const { environment, settings } = work;
  const configured = settings.sandbox.url?.replaceAll('{name}', environment.name);
  const url = (await loadStanding(office, work)).url ?? configured ?? null;
  if (url === null) return 'unseen';
  const signal = AbortSignal.any([work.signal, AbortSignal.timeout(askMs)]);
  const page = await askPage(new URL(url), {
    resolveHost: office.resolveHost ?? resolveAnyHost,
    signal,
  }).catch(() => null);
  work.signal.throwIfAborted();
  return page === null || page.status === 404 || page.status === 410 ? 'gone' : 'left';
}
