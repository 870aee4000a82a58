import type { ScriptName } from '#config/settings.js';
import type { Work } from '#ports/environments.js';

const sha = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const environmentName = /^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/;

/** Why this work is not even begun; `null` when it may be. Names and commits become paths and arguments only after this. */
export function admit(
  operation: ScriptName,
  { environment, commit, scripts, settings }: Work,
): string | null {
  if (!environmentName.test(environment.name)) return 'the environment has a name that cannot be used';
  if (![commit, scripts].every((one) => sha.test(one))) return 'a commit must be given by its full id';
  const isProduction = environment.name === settings.production.name;
  if (isProduction !== (environment.kind === 'production')) {
    return `${environment.name} cannot be used as a ${environment.kind}: production is called ${settings.production.name}`;
  }
  if (isProduction && operation === 'destroy') return 'production is never destroyed';
  if (isProduction && (operation === 'stop' || operation === 'start'))
    return 'production is not stopped or started by Greenlight';
  if (isProduction && operation === 'provision') return 'production is never made from itself';
  return null;
}
