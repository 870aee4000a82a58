import { countTimes, noTimes } from '#wording/count-times.js';
import { renderReleaseNotes } from '#wording/render-release-notes.js';
import { renderSignOff } from '#wording/render-sign-off.js';
import type { VersionChoice } from '#wording/version-choice.js';
import type { Settings } from '#config/settings.js';
import type { ReleaseFile } from '#ports/github.js';
import type { RecordFile } from '#ports/record-file.js';
import { signOffOf } from '#process/sign-off-of.js';
import type { Sha, Task } from '#process/task.js';
import type { Engine } from '../engine.js';

interface Releasing {
  readonly task: Task;
  readonly settings: Settings;
  readonly tag: string;
  readonly choice: VersionChoice;
  readonly merge: { readonly sha: Sha; readonly tree: Sha };
}

/** What a release says: its notes for people, and the sign-off record as a text to read and as a file to check. */
export async function writeRecord(
  { store }: Pick<Engine, 'store'>,
  { task, settings, tag, choice, merge }: Releasing,
): Promise<{ body: string; files: readonly ReleaseFile[] }> {
  const entries = await store.loadJournal(task.key);
  const { key, number, repository, title } = task;
  const signOff = signOffOf({ repository, number, title }, entries);
  const fingerprint = entries.at(-1)?.hash ?? '';
  const file: RecordFile = {
    format: 'greenlight-sign-off',
    formatVersion: 1,
    release: { tag, part: choice.part, partSaidBy: choice.said, commit: merge.sha, tree: merge.tree },
    task: { key, number, repository },
    signOff,
    journal: { hash: 'sha256', fingerprint, entries },
  };
  const told = { tag, choice, entries: entries.length, fingerprint };
  const times = countTimes(noTimes(task), entries, settings);
  return {
    body: renderReleaseNotes(task, entries, settings.language, told),
    files: [
      {
        name: 'sign-off.md',
        type: 'text/markdown; charset=utf-8',
        text: renderSignOff({ signOff, times, settings, told }),
      },
      { name: 'sign-off.json', type: 'application/json', text: `${JSON.stringify(file, null, 2)}\n` },
    ],
  };
}
