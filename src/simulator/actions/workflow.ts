/** A workflow file, as far as the runner knows what to do with it. */
export interface Workflow {
  /** Below the repository's root. */
  readonly path: string;
  readonly name: string;
  readonly on: readonly string[];
  readonly env: Variables;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export type Variables = Readonly<Record<string, unknown>>;

export interface Job {
  readonly if?: unknown;
  readonly needs?: string | readonly string[];
  readonly env?: Variables;
  readonly permissions?: unknown;
  readonly concurrency?: string | { readonly group: string };
  readonly defaults?: { readonly run?: RunDefaults };
  readonly 'timeout-minutes'?: unknown;
  readonly steps: readonly Step[];
}

interface RunDefaults {
  readonly shell?: string;
  readonly 'working-directory'?: string;
}

export interface Step extends RunDefaults {
  readonly id?: string;
  readonly name?: string;
  readonly if?: unknown;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Variables;
  readonly env?: Variables;
  readonly 'continue-on-error'?: unknown;
  readonly 'timeout-minutes'?: unknown;
}
