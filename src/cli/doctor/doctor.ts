import { parseArgs } from 'node:util';
import { readEnvironment } from '#app/read-environment.js';
import { UserError } from '#errors/user-error.js';
import type { CliCommand } from '../cli-command.js';
import { readRepository } from '../read-repository.js';
import type { Terminal } from '../terminal.js';
import { type Finding, problem } from './finding.js';
import { lookAtApp } from './look-at-app.js';
import { lookAtRepository } from './look-at-repository.js';
import { lookAtStore } from './look-at-store.js';
import { lookAtWebhook } from './look-at-webhook.js';
import { openPatient, statusOf } from './patient.js';
import { sayFinding } from './say-finding.js';

/** `greenlight doctor`: looks at everything that can be wrong around the server, and says what to do about what is. */
export const doctor: CliCommand = {
  usage: 'greenlight doctor [OWNER/REPO]',
  help: 'Looks for what is wrong with the App, the webhook, the store and a repository; run it where the server runs.',
  run: async (args, terminal) => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [named] = positionals;
    const repository = named === undefined ? null : readRepository(named);
    let ill = false;
    for await (const finding of examine(repository, terminal)) {
      ill ||= finding.kind === 'problem';
      terminal.say(sayFinding(finding));
    }
    return ill ? 1 : 0;
  },
};

/** Each part when its turn comes: what is seen early is told early. */
async function* examine(
  repository: { owner: string; repo: string } | null,
  { variables }: Terminal,
): AsyncGenerator<Finding> {
  yield await lookAtStore(variables);
  const patient = openPatient(readEnvironment(variables), Date.now);
  const app = await lookAtApp(patient);
  yield* app;
  if (app.some((finding) => finding.kind === 'problem' && unreachable.includes(finding.code))) return;
  yield* await lookedAt(() => lookAtWebhook(patient));
  if (repository !== null) yield* await lookedAt(() => lookAtRepository(patient, repository));
}

/** Without GitHub there is nothing more to see. */
const unreachable: readonly string[] = ['github_unreachable', 'app_unknown'];

/** What GitHub refuses or does not answer is a finding as well. */
async function lookedAt(look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    const status = statusOf(error);
    if (status === null) throw error;
    const said = error instanceof Error ? error.message : '';
    if (status === 403) return [problem('app_permission_missing', said)];
    if (status >= 500) return [problem('github_unreachable', said)];
    throw new UserError('github_refused', { cause: error, about: said });
  }
}
