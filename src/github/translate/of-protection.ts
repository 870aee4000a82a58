import type { What } from '#ports/signal.js';
import type { Payload } from './payload.js';

/** Where the answer is wanted; only the number of the run is taken from it, never the address. */
const callback = /\/actions\/runs\/(\d+)\/deployment_protection_rule$/;

/** A workflow run that waits to deploy to an environment on which Greenlight's rule is enabled. */
export function ofProtection({
  environment,
  deployment,
  deployment_callback_url: url,
}: Payload<'deployment_protection_rule'>): readonly What[] {
  const run = callback.exec(url ?? '')?.[1];
  const sha = deployment?.sha;
  if (run === undefined || environment === undefined || sha === undefined) return [];
  return [{ kind: 'deployment-asked', run: Number(run), environment, sha }];
}
