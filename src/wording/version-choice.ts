import type { Login, VersionPart } from '#process/task.js';

/** Which part of the version a release raises, and what said so; `by`: the manager who did. */
export interface VersionChoice {
  readonly part: VersionPart;
  readonly said: 'command' | 'label' | 'commits' | 'config';
  readonly by: Login | null;
}
