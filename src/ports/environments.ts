import type { BackupRef, Receipt, RepositoryRef, Restored, Sha, TaskKey } from '#process/task.js';
import type { EnvironmentSettings, ProbeSettings } from '#config/settings.js';
import type { GitSource } from './github.js';

/**
 * Sandboxes and production. An executor does what it is asked and says what came of it; it never throws for what a
 * script or a server did. The same work asked twice leaves the same result. Where others do the work, a call throws `UnderWay`
 * (errors/) until they are done, and is made again.
 */
export interface Environments {
  /** Makes the sandbox from the live project: code at `commit` and data. */
  provision(work: Work): Promise<WorkResult<Running>>;
  /** Puts `commit` into the environment, its data kept. Done only when the probes answer with that commit. */
  deploy(work: Work): Promise<WorkResult<Running>>;
  /** Stores code reference and data of the environment as it is now. */
  backup(work: Work): Promise<WorkResult<{ readonly backup: BackupRef }>>;
  /** Whether the backup is there and is, by its checksum, what was stored. */
  verify(work: Work & { readonly backup: BackupRef }): Promise<WorkResult<object>>;
  /**
   * Puts the environment back to the backup: its commit and its data. A backup of production may also be restored into a
   * sandbox, to see whether it works. What failed says what is back and what is not.
   */
  restore(
    work: Work & { readonly backup: BackupRef },
  ): Promise<WorkResult<Running & { readonly restored: Restored }>>;
  /** Removes the environment's stored backups that nobody keeps any more; returns the ids of those that went. */
  prune(asked: Pick<Work, 'repository' | 'environment' | 'settings'> & Keeping): Promise<readonly string[]>;
  /** Ends the environment and removes what it had; production is refused. The receipt says what was found gone. */
  destroy(work: Work): Promise<WorkResult<{ readonly url: null; readonly receipt: Receipt }>>;
  /** Names of the sandboxes of a repository of which something is left here; `null`: this executor cannot tell. */
  standing(asked: Pick<Work, 'repository' | 'settings'>): Promise<readonly string[] | null>;
  /** Ends the sandbox's processes and keeps its data; production is refused. Stopping it again is done at once. */
  stop(work: Work): Promise<WorkResult<{ readonly url: null }>>;
  /** Starts what was stopped: `commit` must be the one that it ran, its data are those it had. Done when the probes answer. */
  start(work: Work): Promise<WorkResult<Running>>;
  /** Nobody waits for this operation any more: others who are still at work for it are told. Missing where nobody else is. */
  abandon?(asked: Pick<Work, 'repository'> & { readonly operation: string }): Promise<void>;
  /** Asks every probe once, without retries. */
  probe(target: ProbeTarget): Promise<ProbeReport>;
}

/** Which backups stay; those of `needed` always. */
export interface Keeping {
  readonly needed: readonly string[];
}

export interface Work {
  /** `<operation>:<step>`: the same work asked again has the same id. */
  readonly id: string;
  readonly repository: RepositoryRef;
  readonly task: TaskKey;
  readonly round: number;
  readonly environment: EnvironmentRef;
  /** The code to run. */
  readonly commit: Sha;
  /** Head of the default branch: scripts come from here, never from the change. */
  readonly scripts: Sha;
  /** The code is somebody's from outside the repository. */
  readonly fork: boolean;
  readonly source: GitSource;
  readonly settings: EnvironmentSettings;
  /** Ends the work: its processes are gone when the promise settles. */
  readonly signal: AbortSignal;
  /** Called once, when the log can be read at this address. */
  readonly onLog: (url: string) => void;
}

export interface EnvironmentRef {
  readonly name: string;
  readonly kind: 'sandbox' | 'production';
}

export interface Running {
  readonly url: string;
  readonly commit: Sha;
}

export type WorkResult<Value> =
  | ({ readonly kind: 'done'; readonly log: string | null } & Value)
  | {
      readonly kind: 'failed';
      readonly why: string;
      readonly log: string | null;
      /** With `restore`, once something was touched: what is back all the same. */
      readonly restored?: Restored;
      /** `probes`: the scripts succeeded, but what runs does not answer as it must. */
      readonly at: 'script' | 'probes' | 'timeout' | 'source';
    };

export interface ProbeTarget {
  readonly url: string;
  readonly commit: Sha | null;
  readonly probes: readonly ProbeSettings[];
  readonly signal: AbortSignal;
}

export type ProbeReport =
  | { readonly kind: 'healthy' }
  | {
      readonly kind: 'unhealthy';
      readonly probe: string;
      readonly why: string;
      /** Whether the page said that it serves the commit; `null`: it was not asked, or did not answer. */
      readonly serves: boolean | null;
    };
