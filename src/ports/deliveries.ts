import type { Instant } from '#process/task.js';

/** What GitHub knows of the App itself; deliveries for 3 days, an Enterprise Server 7. Asked with the App's own key. Throws `GitHubFault`. */
export interface Deliveries {
  /** Where the App is installed. One request for each hundred. */
  listInstallations(): Promise<readonly number[]>;
  /** One page of 100, newest first; `after`: what the page before said comes next. One request. */
  list(after: string | null): Promise<{ readonly items: readonly Attempt[]; readonly next: string | null }>;
  /** Asks GitHub to deliver this once more, under the same GUID. One request. */
  redeliver(attempt: string): Promise<void>;
}

/** One attempt to deliver. A redelivery is another attempt of the same GUID. */
export interface Attempt {
  /** GitHub's number of it, as text: it may be larger than a number holds. */
  readonly id: string;
  readonly guid: string;
  readonly at: Instant;
  /** Whether the receiver answered 2xx in time. */
  readonly ok: boolean;
}
