export interface RequiredCheck {
  context: string;
  /** null: any app (or commit status) may report it. */
  appId: number | null;
}

export interface Protection {
  requiredChecks: RequiredCheck[];
  /** The method of the branch's merge queue; null: it has none. */
  mergeQueue: 'merge' | 'squash' | 'rebase' | null;
}
