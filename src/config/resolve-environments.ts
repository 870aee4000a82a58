import { parseDuration } from './duration.js';
import type { BackupSettings, ContainerSettings, EnvironmentSettings, ProbeSettings } from './settings.js';
import type { WrittenConfig, WrittenProbe } from './written.js';

type Written = NonNullable<WrittenConfig['environments']>;

const defaultScripts: EnvironmentSettings['scripts'] = {
  provision: '.greenlight/provision',
  deploy: '.greenlight/deploy',
  backup: '.greenlight/backup',
  restore: '.greenlight/restore',
  destroy: '.greenlight/destroy',
};

const defaultProbe = { path: '/', status: 200, timeout: '5s', retries: 20, interval: '1s' };

/** Sandboxes and production, with every default filled in. */
export function resolveEnvironments(written: Written): EnvironmentSettings {
  const { executor = 'github-deployments', timeout = '15m', pass = [] } = written;
  return {
    executor,
    scripts: { ...defaultScripts, ...written.scripts },
    timeoutMs: parseDuration(timeout),
    pass,
    ...resolvePlaces(written),
    answeredBy: written['answered-by'] ?? [],
    container: resolveContainer(written.container),
    backups: resolveBackups(written.backups),
  };
}

function resolvePlaces({
  production = {},
  sandbox = {},
}: Written): Pick<EnvironmentSettings, 'production' | 'sandbox'> {
  const probes = (production.probes ?? [{}]).map(resolveProbe);
  return {
    production: { name: production.name ?? 'production', url: production.url ?? null, probes },
    sandbox: {
      url: sandbox.url ?? null,
      probes: sandbox.probes?.map(resolveProbe) ?? probes,
      from: { services: [], data: 'full', ...sandbox.from },
    },
  };
}

function resolveContainer(written: Written['container'] = {}): ContainerSettings {
  const { 'build-args': buildArgs = [], 'keep-images': keepImages = 3, ...limits } = written;
  return {
    file: 'Dockerfile',
    port: 8080,
    data: '/data',
    memory: '512m',
    cpus: 1,
    processes: 256,
    ...limits,
    buildArgs,
    keepImages,
  };
}

function resolveBackups({
  keep = {},
  verify = 'checksum',
  'max-age': maxAge = '1h',
}: Written['backups'] = {}): BackupSettings {
  return { keep: { count: 10, days: 30, ...keep }, verify, maxAgeMs: parseDuration(maxAge) };
}

function resolveProbe(written: WrittenProbe): ProbeSettings {
  const { path, status, timeout, retries, interval } = { ...defaultProbe, ...written };
  return {
    name: written.name ?? path,
    path,
    status,
    contains: written.contains ?? null,
    commitHeader: written['commit-header'] ?? null,
    header: written.header ? { name: written.header.name, contains: written.header.contains ?? null } : null,
    latencyMs: written.latency === undefined ? null : Number.parseInt(written.latency, 10),
    timeoutMs: parseDuration(timeout),
    retries,
    intervalMs: parseDuration(interval),
  };
}
