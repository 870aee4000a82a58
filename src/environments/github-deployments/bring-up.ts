import type { Running, WorkResult } from '#ports/environments.js';
import type { ProbeReport, Work } from '#ports/environments.js';
import type { DeploymentAnswer } from '#ports/deployment-answers.js';
import type { Seeing, Sha } from '#process/task.js';
import { awaitHealthy } from '../probes/await-healthy.js';
import { WorkFailed } from '../host/work-failed.js';
import type { Asked } from './ask-for-deployment.js';
import { fulfil, RestoredInPart } from './fulfil.js';
import { changeStanding, loadStanding } from './notes.js';
import type { Office } from './office.js';
import { readReport } from './read-report.js';

/** Provision, deploy, restore and start: done when the pipeline says so and the probes then answer with the commit. */
export function bringUp(office: Office, asked: Asked): Promise<WorkResult<Running>> {
  const { work } = asked;
  return fulfil(office, asked, async (answer, { commit }) => {
    const data = asked.backup ? dataOf(answer, asked.backup) : null;
    if (data === 'no') {
      const failed = new WorkFailed('script', 'what was restored does not have the checksum of the backup');
      throw new RestoredInPart(failed, { code: 'unseen', data, probes: 'unseen' });
    }
    const url = await urlOf(office, work, answer);
    const report = await becomeHealthy(office, work, { url, commit });
    if (report.kind === 'unhealthy') {
      const failed = new WorkFailed('probes', `${report.probe}: ${report.why}`);
      if (data === null) throw failed;
      throw new RestoredInPart(failed, { code: seeingOf(report.serves), data, probes: 'no' });
    }
    await changeStanding(office, work, { url });
    return { url, commit };
  });
}

/** Whether the pipeline repeats the checksum of the backup that it has put in place. */
function dataOf(answer: DeploymentAnswer, backup: NonNullable<Asked['backup']>): Seeing {
  const { sha256 } = readReport(answer.description);
  if (sha256 === null) return 'unseen';
  return sha256 === backup.sha256 ? 'yes' : 'no';
}

function seeingOf(serves: boolean | null): Seeing {
  if (serves === null) return 'unseen';
  return serves ? 'yes' : 'no';
}

async function urlOf(office: Office, work: Work, { environmentUrl }: DeploymentAnswer): Promise<string> {
  const { environment, settings } = work;
  const configured = settings[environment.kind].url?.replaceAll('{name}', environment.name);
  const url = environmentUrl ?? configured ?? (await loadStanding(office, work)).url;
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

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

function becomeHealthy(
  { resolveHost }: Office,
  { settings, environment, signal }: Work,
  { url, commit }: { url: string; commit: Sha },
): Promise<ProbeReport> {
  const target = { url, commit, probes: settings[environment.kind].probes, signal };
  return awaitHealthy(target, { ...(resolveHost && { resolveHost }), onReport: () => undefined });
}
