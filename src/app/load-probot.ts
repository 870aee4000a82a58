import { type Logger, pino } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import { greenlight, type Delivery } from './greenlight.js';
import type { ServerSettings } from './read-environment.js';

/** Probot hands authentic deliveries on; it never calls GitHub here. */
export async function loadProbot(
  { appId, privateKey, webhookSecret, github }: ServerSettings,
  store: (delivery: Delivery) => Promise<void>,
): Promise<Probot> {
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: github.apiUrl,
    log: openSilence(),
    Octokit: ProbotOctokit.defaults({ authStrategy: openNoAuth }),
  });
  await probot.load(greenlight(store));
  return probot;
}

/** Probot makes a log for each delivery, too; what is to be said of one is said where it is received. */
function openSilence(): Logger {
  const silence: Logger = Object.assign(pino({ level: 'silent' }), { child: () => silence });
  return silence;
}

/**
 * Probot makes a client for each delivery, for its handler to use, which takes as long as all else that it does for one. Ours uses none:
 * it gets the same each time, and that refuses to ask anything.
 */
function openNoAuth({ octokit }: { octokit: unknown }) {
  const refuse = () => Promise.reject(new Error('deliveries are stored before GitHub is asked anything'));
  return Object.assign(() => Promise.resolve(octokit), { hook: refuse });
}
