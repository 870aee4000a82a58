import { resolveCommit } from '../git/read-commit.js';
import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import type { Release } from '../state/records.js';
import { renderRelease } from '../render/render-release.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';
import { currentRef, moveRef } from './move-ref.js';

export type ReleaseFields = Partial<
  Pick<Release, 'tagName' | 'targetCommitish' | 'name' | 'body' | 'draft' | 'prerelease' | 'makeLatest'>
>;

/** Makes a release; unless it is a draft it is published, which makes its tag. Throws 422 when the tag has a release. */
export async function createRelease(
  doer: Doer,
  fields: ReleaseFields & { tagName: string },
): Promise<Release> {
  const { world, repository, by } = doer;
  const id = world.newId();
  const release: Release = {
    id,
    nodeId: nodeId('RE', id),
    tagName: fields.tagName,
    targetCommitish: fields.targetCommitish ?? repository.defaultBranch,
    name: fields.name ?? null,
    body: fields.body ?? null,
    draft: true,
    prerelease: fields.prerelease ?? false,
    makeLatest: fields.makeLatest ?? 'true',
    author: by,
    createdAt: world.now(),
    publishedAt: null,
    assets: [],
  };
  requireFreeTag(doer, release);
  if (fields.draft !== true) await publish(doer, release);
  repository.releases.push(release);
  emitRelease(doer, release, 'created');
  if (!release.draft) emitPublished(doer, release);
  return release;
}

/** Changes a release; `draft: false` publishes a draft, which makes its tag at `targetCommitish`. */
export async function editRelease(doer: Doer, release: Release, fields: ReleaseFields): Promise<void> {
  const { draft, ...plain } = fields;
  const changed = { ...release, ...definedOf(plain) };
  requireFreeTag(doer, changed);
  const publishes = release.draft && draft === false;
  Object.assign(release, definedOf(plain));
  if (!publishes) {
    emitRelease(doer, release, 'edited');
    return;
  }
  await publish(doer, release);
  emitPublished(doer, release);
}

function definedOf<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

async function publish(doer: Doer, release: Release): Promise<void> {
  const ref = `refs/tags/${release.tagName}`;
  if ((await currentRef(doer, ref)) === null) {
    const target = await resolveCommit(doer.repository, release.targetCommitish);
    if (target === null) throw refuse.field('Release', 'target_commitish', 'invalid');
    await moveRef(doer, { ref, to: target });
  }
  release.draft = false;
  release.publishedAt = doer.world.now();
}

function requireFreeTag({ repository }: Doer, { id, tagName }: Release): void {
  if (!/^[^\s~^:?*[\\]+$/.test(tagName) || tagName.startsWith('-')) {
    throw refuse.custom('Release', 'tag_name', 'tag_name is not a valid tag');
  }
  const taken = repository.releases.some((one) => one.id !== id && !one.draft && one.tagName === tagName);
  if (taken) throw refuse.field('Release', 'tag_name', 'already_exists');
}

export function deleteRelease(doer: Doer, release: Release): void {
  doer.repository.releases = doer.repository.releases.filter((one) => one !== release);
  emitRelease(doer, release, 'deleted');
}

function emitPublished(doer: Doer, release: Release): void {
  emitRelease(doer, release, 'published');
  emitRelease(doer, release, release.prerelease ? 'prereleased' : 'released');
}

/** Drafts are not announced to Apps. */
function emitRelease(doer: Doer, release: Release, action: string): void {
  if (release.draft) return;
  emit(doer, 'release', action, {
    release: renderRelease(doer.world, doer.repository, release),
    ...(action === 'edited' ? { changes: {} } : {}),
  });
}
