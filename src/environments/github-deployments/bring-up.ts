import type { ProbeReport, Running, Work, WorkResult } from '#ports/environments.js';
import type { DeploymentAnswer } from '#ports/deployment-answers.js';
import { awaitHealthy } from '../probes/await-healthy.js';
import { WorkFailed } from '../host/work-failed.js';
import type { Asked, Placed } from './ask-for-deployment.js';
import { fulfil } from './fulfil.js';
import { changeStanding, loadStanding } from './notes.js';
import type { Office } from './office.js';

/** Provision, deploy and start: done when the pipeline says so and the probes then answer with the commit. */
export function bringUp(office: Office, asked: Asked): Promise<WorkResult<Running>> {
  return fulfil(office, asked, (answer, placed) => becomeHealthy(office, asked.work, { answer, placed }));
}

/** Asks the probes at the address that the pipeline named. Throws `WorkFailed`. */
export async function becomeHealthy(
  office: Office,
  work: Work,
  { answer, placed: { commit } }: { answer: DeploymentAnswer; placed: Placed },
): Promise<Running> {
  const url = await urlOf(office, work, answer);
  const report = await askUntilHealthy(office, work, { url, commit });
  if (report.kind === 'unhealthy') throw new WorkFailed('probes', `${report.probe}: ${report.why}`);
  await changeStanding(office, work, { url });
  return { url, commit };
}

async function urlOf(office: Office, work: Work, { environmentUrl }: DeploymentAnswer): Promise<string> {
  const url = environmentUrl ?? (await knownUrl(office, work));
  if (url === null) {
    throw new WorkFailed(
      'script',
      'the workflow did not say the address (environment_url of its last status)',
    );
  }
  if (!isPlainAddress(url)) {
    throw new WorkFailed('script', 'the workflow gave an address that is no plain http(s) address');
  }
  return url;
}

/** Where the environment is as far as this side knows: by the configuration, else where it was healthy last. */
export async function knownUrl(office: Office, work: Work): Promise<string | null> {
  const { environment, settings } = work;
  const configured = settings[environment.kind].url?.replaceAll('{name}', environment.name);
  return configured ?? (await loadStanding(office, work)).url;
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

function askUntilHealthy(
  { resolveHost }: Office,
  { settings, environment, signal }: Work,
  running: Running,
): Promise<ProbeReport> {
  const target = { ...running, probes: settings[environment.kind].probes, signal };
  return awaitHealthy(target, { ...(resolveHost && { resolveHost }), onReport: () => undefined });
}
