/** A ruleset for branches; names are as in its conditions, e.g. `~DEFAULT_BRANCH` or `refs/heads/main`. */
export interface Ruleset {
  id: number;
  nodeId: string;
  name: string;
  enforcement: 'active' | 'disabled' | 'evaluate';
  include: string[];
  exclude: string[];
  /** `appId` null: any App may report it. */
  requiredChecks: { context: string; appId: number | null }[];
  createdAt: number;
  updatedAt: number;
}
