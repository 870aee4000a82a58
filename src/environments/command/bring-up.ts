import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Running } from '#ports/environments.js';
import type { Sha } from '#process/task.js';
import { awaitHealthy } from '../probes/await-healthy.js';
import { type Bench, checkOutCommit } from '../host/bench.js';
import { loadEnvironment, recordEnvironment } from '../host/environment-record.js';
import { fromProduction } from '../host/scripts/from-production.js';
import { runScript } from '../host/scripts/run-script.js';
import { WorkFailed } from '../host/work-failed.js';

/**
 * Provision, deploy and restore: the script puts `commit` into the environment, and the work is done when the probes answer
 * with it. Throws `WorkFailed`.
 */
export async function bringUp(
  bench: Bench,
  { commit, variables = {} }: { commit: Sha; variables?: Readonly<Record<string, string>> },
): Promise<Running> {
  const { executor, place } = bench;
  const source = `${commit.slice(0, 12)}-${executor.ids.next()}`;
  await mkdir(place.sources, { recursive: true });
  const checkout = await checkOutCommit(bench, commit, join(place.sources, source));
  const outputs = await fromProduction(bench, (live) =>
    runScript(bench, { ...variables, ...live, GREENLIGHT_COMMIT: commit, GREENLIGHT_SOURCE: checkout }),
  );
  const url = await urlOf(bench, outputs.get('url'));
  await becomeHealthy(bench, { url, commit });
  await recordEnvironment(place.record, { url, commit });
  await removeOthers(place.sources, source);
  return { url, commit };
}

async function urlOf({ work, operation, place }: Bench, said: string | undefined): Promise<string> {
  const { environment, settings } = work;
  const configured = settings[environment.kind].url?.replaceAll('{name}', environment.name);
  const url = said ?? configured ?? (await loadEnvironment(place.record))?.url;
  if (url === undefined) {
    throw new WorkFailed(
      'script',
      `the ${operation} script did not say the address (url=… in GREENLIGHT_OUTPUT)`,
    );
  }
  if (!isPlainAddress(url)) {
    throw new WorkFailed(
      'script',
      `the ${operation} script gave an address that is no plain http(s) address`,
    );
  }
  return url;
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

async function becomeHealthy(
  { executor, work, log }: Bench,
  { url, commit }: { url: string; commit: Sha },
): Promise<void> {
  const { resolveHost } = executor;
  log.say(`asking ${url} whether it is healthy`);
  const report = await awaitHealthy(
    { url, commit, probes: work.settings[work.environment.kind].probes, signal: work.signal },
    {
      ...(resolveHost && { resolveHost }),
      onReport: (one) => log.say(one.kind === 'healthy' ? 'a probe is content' : `${one.probe}: ${one.why}`),
    },
  );
  if (report.kind === 'unhealthy') throw new WorkFailed('probes', `${report.probe}: ${report.why}`);
}

/** Nothing runs from the checkouts of earlier deployments, failed ones included, once this one is healthy. */
async function removeOthers(sources: string, current: string): Promise<void> {
  const others = (await readdir(sources)).filter((name) => name !== current);
  await Promise.all(others.map((name) => rm(join(sources, name), { recursive: true, force: true })));
}
