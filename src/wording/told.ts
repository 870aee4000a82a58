import type { VersionChoice } from './version-choice.js';

/** What a release record says of itself. */
export interface Told {
  readonly tag: string;
  readonly choice: VersionChoice;
  /** How many journal entries it follows from. */
  readonly entries: number;
  /** The hash of the last of them. */
  readonly fingerprint: string;
}
