import { type DestinationStream, type Logger, pino } from 'pino';
import { hideSecrets } from '#errors/hide-secrets.js';
import type { ServerSettings } from './read-environment.js';

type Secrets = Pick<
  ServerSettings,
  'webhookSecret' | 'previousSecret' | 'metricsToken' | 'databaseUrl' | 'hooks'
>;

/** The server's log, as lines of JSON. Whatever is logged, its own secrets and all that looks like one are taken out of the line. */
export function openLog(
  { logLevel: level, ...settings }: Secrets & Pick<ServerSettings, 'logLevel'>,
  destination?: DestinationStream,
): Logger {
  const known = secretsOf(settings);
  const streamWrite = (line: string): string =>
    hideSecrets(known.reduce((text, secret) => text.replaceAll(secret, '***'), line));
  const options = { name: 'greenlight', level, hooks: { streamWrite } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** As they are, and as JSON has them. */
function secretsOf({ hooks, ...own }: Secrets): readonly string[] {
  const { webhookSecret, previousSecret, metricsToken, databaseUrl } = own;
  const places = [...hooks.values()].flatMap(({ url, secret }) => [url, secret]);
  return [webhookSecret, previousSecret, metricsToken, databaseUrl, ...places]
    .filter((secret) => secret !== null)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
}
