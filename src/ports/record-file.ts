import type { SignOff } from '#process/sign-off-of.js';
import type { RepositoryRef, Sha, TaskKey, VersionPart } from '#process/task.js';
import type { JournalEntry } from './store.js';

/** `sign-off.json`, as it is attached to a release: the sign-off, and the whole journal that it follows from. */
export interface RecordFile {
  readonly format: 'greenlight-sign-off';
  readonly formatVersion: 1;
  readonly release: {
    readonly tag: string;
    readonly part: VersionPart;
    readonly partSaidBy: 'command' | 'label' | 'commits' | 'config';
    /** The merge commit on the default branch, and its tree. */
    readonly commit: Sha;
    readonly tree: Sha;
  };
  readonly task: { readonly key: TaskKey; readonly number: number; readonly repository: RepositoryRef };
  readonly signOff: SignOff;
  readonly journal: {
    readonly hash: 'sha256';
    /** The hash of the last entry, which stands for all before it. */
    readonly fingerprint: string;
    /** Oldest first, from the first entry of the task to the one that began the release. */
    readonly entries: readonly JournalEntry[];
  };
}
