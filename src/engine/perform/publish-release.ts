import type { VersionChoice } from '#wording/version-choice.js';
import { sayReleaseTitle } from '#wording/say-release.js';
import type { Settings } from '#config/settings.js';
import type { FoundRelease, ReleaseFile, Snapshot } from '#ports/github.js';
import type { Sha } from '#process/task.js';
import { chooseVersion } from './choose-version.js';
import { openFollowups } from './open-followups.js';
import { done, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { writeRecord } from './write-record.js';

type Releasing = Performance<'ReleaseChange'>;

interface Numbered {
  readonly tag: string;
  readonly choice: VersionChoice;
}

/**
 * A draft first, then its files, then it is published: a release that is visible is complete. A later try goes on with the
 * draft, writes its files anew, and leaves a release that is published already as it is.
 */
export async function publishRelease(
  performance: Releasing,
  snapshot: Snapshot,
  merge: { readonly sha: Sha; readonly tree: Sha },
): Promise<Performed> {
  const { engine, task, operation, attempt } = performance;
  const { github } = engine;
  const { settings } = await engine.configs.take(task.repository, snapshot.config);
  const numbered = await numberOnce(performance, snapshot, settings);
  const { tag } = numbered;
  const again = attempt > 1 || snapshot.merged !== null;
  const made = again ? await github.findRelease(task.repository, tag) : null;
  const url =
    made?.draft === false ? made.url : await publish(performance, { ...numbered, merge, made }, settings);
  await openFollowups({ engine, task, settings });
  return done({ type: 'Released', operation: operation.id, tag, sha: merge.sha, url });
}

/** The number is chosen once: a later try must find its draft again. */
async function numberOnce(
  { engine, task, operation }: Releasing,
  { latestRelease, seen }: Snapshot,
  settings: Settings,
): Promise<Numbered> {
  const { store, github } = engine;
  const noted = `release:${operation.id}`;
  const known = await store.loadNote(noted);
  if (known !== null) return JSON.parse(known) as Numbered;
  const numbered = await chooseVersion({
    task,
    settings,
    latest: latestRelease,
    labels: seen.issue.labels,
    loadMessages: () => github.loadMessages(task.repository, operation.change),
  });
  await store.saveNote(noted, JSON.stringify(numbered));
  return numbered;
}

async function publish(
  { engine, task }: Releasing,
  { made, ...release }: Numbered & { merge: { sha: Sha; tree: Sha }; made: FoundRelease | null },
  settings: Settings,
): Promise<string> {
  const { github } = engine;
  const { body, files } = await writeRecord(engine, { task, settings, ...release });
  const name = sayReleaseTitle(release.tag, task, settings.language);
  const draft =
    made ??
    (await github.draftRelease(task.repository, { tag: release.tag, target: release.merge.sha, name, body }));
  for (const file of files) await attach(engine, { task, draft }, file);
  return (await github.publishRelease(task.repository, { id: draft.id, body })).url;
}

/** What an earlier try left under that name may be half a file, or tell less: it makes room. */
async function attach(
  { github }: Releasing['engine'],
  {
    task: { repository },
    draft,
  }: Pick<Releasing, 'task'> & { draft: Pick<FoundRelease, 'uploadTo' | 'files'> },
  file: ReleaseFile,
): Promise<void> {
  const former = draft.files.find(({ name }) => name === file.name);
  if (former !== undefined) await github.removeFile(repository, former.id);
  await github.attachFile(repository, draft, file);
}
