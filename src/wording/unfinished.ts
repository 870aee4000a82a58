import type { Login } from '#process/task.js';

/** Something of a task that was given up: what kind of thing, and who had asked for it. */
export interface Unfinished {
  readonly what: 'request' | 'news' | 'outcome' | 'wake' | 'call' | 'answer';
  readonly by: Login | null;
}
