interface Runs {
  readonly check_runs: readonly {
    readonly name: string;
    readonly status: string;
    readonly conclusion: string | null;
    readonly app: { readonly id: number; readonly slug?: string } | null;
  }[];
}

/** What other Apps' check runs say, in one order; ours change whenever we write one. */
export function digestOfRuns({ check_runs: runs }: Runs, appSlug: string): string {
  return runs
    .filter(({ app }) => app?.slug !== appSlug)
    .map(({ app, name, status, conclusion }) => `${app?.id ?? 0} ${name} ${status} ${conclusion ?? ''}`)
    .sort()
    .join('\n');
}

interface Statuses {
  readonly statuses: readonly { readonly context: string; readonly state: string }[];
}

export function digestOfStatuses({ statuses }: Statuses): string {
  return statuses
    .map(({ context, state }) => `${context} ${state}`)
    .sort()
    .join('\n');
}
