import type { Figure } from '../figures.js';
import type { Ground } from './ground.js';

/** One thing that is measured, by name. */
export interface Scenario {
  readonly name: string;
  /** Resolves to its figures; `tell` says what is being done. */
  readonly run: (ground: Ground, tell: (line: string) => void) => Promise<readonly Figure[]>;
}
