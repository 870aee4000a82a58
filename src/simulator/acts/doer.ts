import type { Account, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';

/** Who does something where; `viaApp` when the App under test does it (as its bot). */
export interface Doer {
  world: World;
  repository: RepositoryState;
  by: Account;
  viaApp: boolean;
}
