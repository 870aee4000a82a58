import type { Role } from '#process/role.js';
import type { Stage } from '#process/stage.js';
import type { Rules } from '#process/rules.js';
import type { VersionPart } from '#process/task.js';
import type { ExecutorName } from './executor-name.js';
import type { Language } from './language.js';

/** `.github/greenlight.yml`, resolved: every default filled in, frozen. */
export interface Settings {
  readonly roles: Readonly<Record<Role, RoleSource>>;
  readonly rules: Rules;
  readonly labels: { readonly intake: string; readonly prefix: string; readonly release: string };
  readonly environments: EnvironmentSettings;
  /** How production is looked at after a deployment; for how long, the rules say. */
  readonly watch: { readonly failures: number; readonly intervalMs: number };
  readonly release: {
    readonly tagPrefix: string;
    readonly bump: VersionPart;
    /** What decides where nobody has said which part of the version is raised. */
    readonly version: 'bump' | 'commits';
    readonly method: MergeMethod;
  };
  readonly language: Language;
  /** Of what is addressed to the client: the estimate, the demo and the final demo. */
  readonly clientLanguage: Language;
  /** Which of the operator's hooks hear of which stages. */
  readonly notify: readonly { readonly hook: string; readonly on: readonly Stage[] }[];
}

/** How GitHub merges the pull request; a merge queue has a method of its own. */
export const mergeMethods = ['merge', 'squash', 'rebase'] as const;

export type MergeMethod = (typeof mergeMethods)[number];

/** Who has a role. `unset`: the configuration is silent and there is no default; `nobody`: it says that there is none. */
export type RoleSource =
  | { readonly kind: 'unset' }
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'people';
      readonly users: readonly string[];
      /** Without the `@`. */
      readonly teams: readonly { readonly org: string; readonly slug: string }[];
      readonly permission: 'read' | 'triage' | 'write' | 'maintain' | 'admin' | null;
    };

export interface EnvironmentSettings {
  readonly executor: ExecutorName;
  /** Paths in the repository, relative to its root. */
  readonly scripts: Readonly<Record<Exclude<ScriptName, OptionalScript>, string>> &
    Partial<Readonly<Record<OptionalScript, string>>>;
  /** Per script run, or per deployment that nobody answers, in milliseconds. */
  readonly timeoutMs: number;
  /** Names of variables of the server's environment that scripts may see. */
  readonly pass: readonly string[];
  readonly production: {
    readonly name: string;
    readonly url: string | null;
    readonly probes: readonly ProbeSettings[];
  };
  readonly sandbox: {
    readonly url: string | null;
    readonly probes: readonly ProbeSettings[];
    readonly from: SandboxSource;
  };
  /** Logins whose answers to a GitHub Deployment count; none: everybody's. */
  readonly answeredBy: readonly string[];
  readonly container: ContainerSettings;
  readonly backups: BackupSettings;
}

/** What of the live project a sandbox is made from. */
export interface SandboxSource {
  /** Names that the repository's scripts know; none: all. */
  readonly services: readonly string[];
  /** `full`, `none`, or the name of a part. */
  readonly data: string;
}

export interface ContainerSettings {
  /** The Dockerfile, relative to the root of the repository. */
  readonly file: string;
  /** Each `NAME=value`. */
  readonly buildArgs: readonly string[];
  readonly port: number;
  /** An absolute path in the container. */
  readonly data: string;
  /** As the engines write it: `512m`. */
  readonly memory: string;
  readonly cpus: number;
  readonly processes: number;
  readonly keepImages: number;
}

export interface BackupSettings {
  readonly keep: { readonly count: number; readonly days: number };
  readonly verify: 'checksum' | 'restore';
  /** In milliseconds. */
  readonly maxAgeMs: number;
}

export type ScriptName = 'provision' | 'deploy' | 'backup' | 'restore' | 'destroy' | OptionalScript;

/** Scripts that a repository may do without: then its sandboxes cannot be stopped, start by a deployment, and have the live data as they are. */
type OptionalScript = 'stop' | 'start' | 'mask';

export interface ProbeSettings {
  readonly name: string;
  /** Joined to the environment's URL. */
  readonly path: string;
  readonly status: number;
  /** Text that the body must contain; `null`: any. */
  readonly contains: string | null;
  /** How the page tells which commit it serves: a response header, or `null` when this probe does not check it. */
  readonly commitHeader: string | null;
  /** A header that the answer must have, and text that it must contain; `contains` null: any. */
  readonly header: { readonly name: string; readonly contains: string | null } | null;
  /** A slower answer is unhealthy; `null`: however slow. */
  readonly latencyMs: number | null;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly intervalMs: number;
}
