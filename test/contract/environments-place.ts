import { defaultSettings } from '#config/parse-config.js';
import type { ProbeSettings } from '#config/settings.js';
import type { EnvironmentRef, Environments, Work } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';
import type { GitServer } from '../support/git-server.js';

/** A fresh executor with the shop's repository, and what a test must be able to see and to break behind its back. */
export interface EnvironmentsPlace {
  readonly environments: Environments;
  readonly git: GitServer;
  /** Whether the executor has the backups at hand: else others keep them, and it believes what they say. */
  readonly seesBackups: boolean;
  readLog(url: string): Promise<string>;
  /** What is left of an environment: its processes and its files. */
  remains(environment: EnvironmentRef): Promise<readonly string[]>;
  /** Changes one byte of a stored backup. */
  corrupt(backup: BackupRef): Promise<void>;
  remove(): Promise<void>;
}

export const production: EnvironmentRef = { name: 'production', kind: 'production' };
export const sandbox: EnvironmentRef = { name: 'sandbox-7-12', kind: 'sandbox' };

const probe: ProbeSettings = {
  name: 'front page',
  path: '/',
  status: 200,
  contains: 'Corner Shop',
  commitHeader: 'x-commit',
  header: null,
  latencyMs: null,
  timeoutMs: 5_000,
  retries: 1,
  intervalMs: 10,
};

let made = 0;

/** Work on the shop; `over` says what is different. Each has an id of its own. */
export function aWork(git: GitServer, commit: string, over: Partial<Work> = {}): Work {
  made += 1;
  return {
    id: `7#12:${made}`,
    repository: { id: 7, owner: 'acme', name: 'shop', installation: 1 },
    task: '7#12',
    round: 1,
    environment: sandbox,
    commit,
    scripts: commit,
    fork: false,
    source: git.source,
    settings: settingsOf({}),
    signal: new AbortController().signal,
    onLog: () => undefined,
    ...over,
  };
}

export function settingsOf(over: Partial<Work['settings']>): Work['settings'] {
  const script = (name: string): string => `.greenlight/${name}`;
  const { environments } = defaultSettings;
  return {
    ...environments,
    executor: 'command',
    scripts: { ...environments.scripts, stop: script('stop'), start: script('start') },
    timeoutMs: 60_000,
    production: { ...environments.production, probes: [probe] },
    sandbox: { ...environments.sandbox, probes: [probe] },
    ...over,
  };
}
