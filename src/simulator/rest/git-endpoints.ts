import { currentRef, moveRef } from '../acts/move-ref.js';
import { identity } from '../git/identity.js';
import { listRefs } from '../git/list-refs.js';
import { objectType } from '../git/object-type.js';
import { readCommit } from '../git/read-commit.js';
import { runGit } from '../git/run-git.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { booleanField, choiceField, recordField, requiredText, textField } from '../http/fields.js';
import type { Json } from '../render/json.js';
import { renderGitCommit } from '../render/render-commit.js';
import { repositoryApiUrl } from '../render/urls.js';
import { found } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import { doerOf } from './doer-of.js';

const repo = '/repos/{owner}/{repo}';

export const gitEndpoints: RepositoryRoutes = {
  [`GET ${repo}/git/ref/{ref}`]: async (call) => {
    const ref = fullRef(call);
    const sha = found(await currentRef(call, ref));
    return { status: 200, body: await renderRef(call, ref, sha) };
  },
  [`GET ${repo}/git/matching-refs/{ref}`]: async (call) => {
    const refs = await listRefs(call.repository);
    const wanted = [...refs].filter(([ref]) => ref.startsWith(fullRef(call)));
    return { status: 200, body: await Promise.all(wanted.map(([ref, sha]) => renderRef(call, ref, sha))) };
  },
  [`POST ${repo}/git/refs`]: createRef,
  [`PATCH ${repo}/git/refs/{ref}`]: async (call) => {
    const ref = fullRef(call);
    if ((await currentRef(call, ref)) === null) throw refuse.invalid('Reference does not exist');
    const sha = await existing(call, requiredText(call.body, 'sha', 'Reference'));
    await moveRef(doerOf(call), { ref, to: sha, force: booleanField(call.body, 'force') ?? false });
    return { status: 200, body: await renderRef(call, ref, sha) };
  },
  [`DELETE ${repo}/git/refs/{ref}`]: async (call) => {
    const ref = fullRef(call);
    if ((await currentRef(call, ref)) === null) throw refuse.invalid('Reference does not exist');
    await moveRef(doerOf(call), { ref, to: null });
    return { status: 204 };
  },
  [`GET ${repo}/git/commits/{commit_sha}`]: async ({ world, repository, params }) => {
    const commit = found(await readCommit(repository, params['commit_sha'] ?? ''));
    return { status: 200, body: renderGitCommit(world, repository, commit) };
  },
  [`POST ${repo}/git/tags`]: createTagObject,
  [`GET ${repo}/git/tags/{tag_sha}`]: async (call) => {
    const sha = call.params['tag_sha'] ?? '';
    if ((await objectType(call.repository, sha)) !== 'tag') throw refuse.notFound();
    return { status: 200, body: await renderTag(call, sha) };
  },
};

function fullRef({ params }: RepositoryCall): string {
  return `refs/${params['ref'] ?? ''}`;
}

async function createRef(call: RepositoryCall): Promise<Answer> {
  const ref = requiredText(call.body, 'ref', 'Reference');
  if (!/^refs\/(heads|tags)\/[^\s~^:?*[\\-][^\s~^:?*[\\]*$/.test(ref)) {
    throw refuse.invalid(`Reference name is not valid: ${ref}`);
  }
  const sha = await existing(call, requiredText(call.body, 'sha', 'Reference'));
  if ((await currentRef(call, ref)) !== null) throw refuse.invalid('Reference already exists');
  await moveRef(doerOf(call), { ref, to: sha });
  return { status: 201, body: await renderRef(call, ref, sha) };
}

async function existing({ repository }: RepositoryCall, sha: string): Promise<string> {
  if (!/^[0-9a-f]{40}$/.test(sha) || (await objectType(repository, sha)) === null) {
    throw refuse.invalid('Object does not exist');
  }
  return sha;
}

async function createTagObject(call: RepositoryCall): Promise<Answer> {
  const { world, repository, body } = call;
  const name = requiredText(body, 'tag', 'Tag');
  const object = await existing(call, requiredText(body, 'object', 'Tag'));
  const type = choiceField(body, 'type', ['commit', 'tree', 'blob'] as const) ?? 'commit';
  const tagger = recordField(body, 'tagger');
  const made = identity(world, world.app.bot);
  const who = tagger
    ? `${requiredText(tagger, 'name', 'Tag')} <${requiredText(tagger, 'email', 'Tag')}>`
    : `${made['GIT_AUTHOR_NAME']} <${made['GIT_AUTHOR_EMAIL']}>`;
  const dateText = tagger ? textField(tagger, 'date') : undefined;
  const seconds = Math.floor((dateText === undefined ? world.now() : Date.parse(dateText)) / 1000);
  const message = requiredText(body, 'message', 'Tag');
  const input = `object ${object}\ntype ${type}\ntag ${name}\ntagger ${who} ${seconds} +0000\n\n${message}\n`;
  const sha = await runGit(repository.gitDirectory, ['mktag'], { input });
  return { status: 201, body: await renderTag(call, sha) };
}

async function renderRef({ world, repository }: RepositoryCall, ref: string, sha: string): Promise<Json> {
  const type = (await objectType(repository, sha)) ?? 'commit';
  return {
    ref,
    node_id: `REF_${Buffer.from(ref).toString('base64url')}`,
    url: repositoryApiUrl(world, repository, `/git/${ref}`),
    object: { sha, type, url: repositoryApiUrl(world, repository, `/git/${type}s/${sha}`) },
  };
}

async function renderTag({ world, repository }: RepositoryCall, sha: string): Promise<Json> {
  const raw = await runGit(repository.gitDirectory, ['cat-file', 'tag', sha]);
  const [head = '', ...message] = raw.split('\n\n');
  const field = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(head)?.[1] ?? '';
  const tagger = /^(.*) <(.*)> (\d+)/.exec(field('tagger'));
  const target = { sha: field('object'), type: field('type') };
  return {
    node_id: `T_${sha}`,
    sha,
    url: repositoryApiUrl(world, repository, `/git/tags/${sha}`),
    tag: field('tag'),
    message: message.join('\n\n'),
    tagger: {
      name: tagger?.[1] ?? '',
      email: tagger?.[2] ?? '',
      date: new Date(Number(tagger?.[3] ?? 0) * 1000).toISOString().replace('.000', ''),
    },
    object: { ...target, url: repositoryApiUrl(world, repository, `/git/${target.type}s/${target.sha}`) },
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}
