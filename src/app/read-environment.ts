import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { getPrivateKey } from '@probot/get-private-key';
import { serverVariables } from '#config/server-variables.js';
import { type EngineName, engineNames } from '#environments/container/engine.js';
import { UserError } from '#errors/user-error.js';
import { type AllowedHosts, parseAllowedHosts } from '#environments/probes/allowed-hosts.js';
import type { Hook } from '#hooks/hook.js';
import { readHooks } from '#hooks/read-hooks.js';

/** What the server was told by its environment. */
export interface ServerSettings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Accepted as well while the secret is replaced. */
  readonly previousSecret: string | null;
  readonly webhookPath: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** GitHub's API and pages, without a trailing slash. */
  readonly github: { readonly apiUrl: string; readonly webUrl: string };
  readonly databaseUrl: string | null;
  /** Where the embedded store, environments, backups and logs live. */
  readonly directory: string;
  /** Where people reach this server; `null`: at its own address. */
  readonly publicUrl: string | null;
  /** The places that hear of stage changes, by name. */
  readonly hooks: ReadonlyMap<string, Hook>;
  readonly containers: {
    /** `null`: whichever is installed. */
    readonly engine: EngineName | null;
    readonly runArguments: readonly string[];
    readonly buildArguments: readonly string[];
  };
  /** What probes may ask although it is not public. */
  readonly probeHosts: AllowedHosts;
  /** `null`: only this machine itself may read metrics. */
  readonly metricsToken: string | null;
  /** How long a server that was told to stop still takes deliveries. */
  readonly drainMs: number;
  /** How many times as much as github.com this GitHub allows. */
  readonly limitsFactor: number;
  readonly logLevel: LogLevel;
  /** For the scripts that a repository lets through by name. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
type Variables = Readonly<Record<string, string | undefined>>;

const logLevels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** Characters of a secret that cannot be guessed from what was signed with it. */
const shortest = 16;

/** Reads and checks every variable; throws a `UserError` that names the first one that cannot be used. */
export function readEnvironment(variables: Variables): ServerSettings {
  return {
    appId: readAppId(variables),
    privateKey: readPrivateKey(variables),
    webhookSecret: readSecret(variables),
    previousSecret: readPreviousSecret(variables),
    webhookPath: variables['WEBHOOK_PATH'] ?? serverVariables.WEBHOOK_PATH.fallback,
    host: variables['HOST'] ?? serverVariables.HOST.fallback,
    port: readPort(variables),
    github: readGitHub(variables),
    databaseUrl: readDatabaseUrl(variables),
    directory: resolve(variables['GREENLIGHT_DATA'] ?? serverVariables.GREENLIGHT_DATA.fallback),
    publicUrl: readPublicUrl(variables),
    hooks: readHookFile(variables),
    containers: readContainers(variables),
    probeHosts: parseAllowedHosts(variables['GREENLIGHT_PROBE_HOSTS'] ?? ''),
    metricsToken: readMetricsToken(variables),
    drainMs: readDrain(variables),
    limitsFactor: readLimitsFactor(variables),
    logLevel: readLogLevel(variables),
    variables,
  };
}

function readAppId({ APP_ID: text }: Variables): number {
  if (!text) throw new UserError('app_id_missing');
  if (!/^\d+$/.test(text)) throw new UserError('app_id_invalid');
  return Number(text);
}

function readPrivateKey(variables: Variables): string {
  const key = findPrivateKey(variables);
  if (key === null) throw new UserError('private_key_missing');
  try {
    createPrivateKey(key);
    return key;
  } catch (cause) {
    throw new UserError('private_key_unreadable', { cause });
  }
}

function findPrivateKey(variables: Variables): string | null {
  if (!variables['PRIVATE_KEY'] && !variables['PRIVATE_KEY_PATH']) return null;
  try {
    return getPrivateKey({ env: { ...variables } });
  } catch (cause) {
    throw new UserError('private_key_unreadable', { cause });
  }
}

/** Probot would fall back to "development", a secret that everybody knows. */
function readSecret({ WEBHOOK_SECRET: secret }: Variables): string {
  if (!secret || secret.trim() === '') throw new UserError('webhook_secret_missing');
  if (secret === 'development') throw new UserError('webhook_secret_known');
  if (secret.length < shortest) throw new UserError('webhook_secret_short');
  return secret;
}

function readPreviousSecret({ WEBHOOK_SECRET_PREVIOUS: secret }: Variables): string | null {
  if (!secret) return null;
  if (secret.length < shortest) throw new UserError('webhook_secret_short');
  return secret;
}

function readMetricsToken({ GREENLIGHT_METRICS_TOKEN: token }: Variables): string | null {
  if (!token) return null;
  if (token.length < shortest) throw new UserError('metrics_token_short');
  return token;
}

function readDrain({
  GREENLIGHT_DRAIN: text = serverVariables.GREENLIGHT_DRAIN.fallback,
}: Variables): number {
  if (!/^([0-9]|10)s$/.test(text)) throw new UserError('drain_invalid');
  return Number.parseInt(text, 10) * 1_000;
}

function readLimitsFactor({
  GREENLIGHT_GITHUB_LIMITS: text = serverVariables.GREENLIGHT_GITHUB_LIMITS.fallback,
}: Variables): number {
  if (!/^([1-9][0-9]?|100)$/.test(text)) throw new UserError('github_limits_invalid');
  return Number(text);
}

function readPort({ PORT: text }: Variables): number {
  const port = Number(text ?? serverVariables.PORT.fallback);
  if (text?.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UserError('port_invalid');
  return port;
}

function readGitHub({
  GHE_HOST: host,
  GHE_PROTOCOL: protocol = serverVariables.GHE_PROTOCOL.fallback,
}: Variables): ServerSettings['github'] {
  if (!host) return { apiUrl: 'https://api.github.com', webUrl: 'https://github.com' };
  const webUrl = `${protocol}://${host}`;
  const isHost = URL.canParse(webUrl) && new URL(webUrl).host === host.toLowerCase();
  if (!isHost || !['http', 'https'].includes(protocol)) throw new UserError('ghe_host_invalid');
  return { apiUrl: `${webUrl}/api/v3`, webUrl };
}

function readDatabaseUrl({ DATABASE_URL: url }: Variables): string | null {
  if (url === undefined) return null;
  if (!/^postgres(ql)?:\/\//.test(url)) throw new UserError('database_url_invalid');
  return url;
}

function readPublicUrl({ GREENLIGHT_URL: url }: Variables): string | null {
  if (!url) return null;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new UserError('greenlight_url_invalid');
  return url.replace(/\/+$/, '');
}

function readHookFile({ GREENLIGHT_HOOKS: path }: Variables): ServerSettings['hooks'] {
  if (!path) return new Map();
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UserError('hooks_unreadable', { cause });
  }
  return readHooks(text);
}

function readContainers(variables: Variables): ServerSettings['containers'] {
  const name = variables['GREENLIGHT_CONTAINER_ENGINE'];
  const engine = engineNames.find((known) => known === name) ?? null;
  if (name && engine === null) throw new UserError('container_engine_unknown');
  const listArguments = (text = ''): string[] => text.split(/\s+/).filter((word) => word !== '');
  return {
    engine,
    runArguments: listArguments(variables['GREENLIGHT_CONTAINER_ARGS']),
    buildArguments: listArguments(variables['GREENLIGHT_CONTAINER_BUILD_ARGS']),
  };
}

function readLogLevel({ LOG_LEVEL: text = serverVariables.LOG_LEVEL.fallback }: Variables): LogLevel {
  const level = logLevels.find((known) => known === text);
  if (level === undefined) throw new UserError('log_level_invalid');
  return level;
}
