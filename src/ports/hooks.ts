import type { RepositoryRef } from '#process/task.js';

/** Places outside GitHub that hear of stage changes: chats, dashboards, whatever takes a webhook. */
export interface Hooks {
  /**
   * Sends `body`, signed, and returns when it was taken. `id` is the same when it is sent again. Throws when the place did not
   * take it; `false`: there is no place of that name for this repository, and trying again will not help.
   */
  send(message: { hook: string; id: string; body: string }, repository: RepositoryRef): Promise<boolean>;
}
