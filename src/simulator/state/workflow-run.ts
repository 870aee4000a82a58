/** Something for which GitHub starts workflows. */
export interface Happened {
  readonly event: string;
  readonly sha: string;
  readonly actor: string;
  /** `github.event`. */
  readonly payload: unknown;
}

/** One run of a workflow. */
export interface Run {
  readonly id: number;
  readonly workflow: string;
  /** `null` while it runs. */
  conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | null;
  log: string;
}

export interface RunnerOptions {
  /** Workspaces and temporary files of the runs are made in here. */
  readonly directory: string;
  /** `vars` of the repository. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A runner of one repository. */
export interface WorkflowRunner {
  /** Oldest first. */
  readonly runs: readonly Readonly<Run>[];
  /** Ends every run and everything that was started by one, also what was meant to stay. */
  stop(): Promise<void>;
}
