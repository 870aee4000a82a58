import { createRelease, deleteRelease, editRelease, type ReleaseFields } from '../acts/releases.js';
import type { RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { booleanField, choiceField, numberParameter, requiredText, textField } from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import { renderRelease } from '../render/render-release.js';
import { pageUrl } from '../render/urls.js';
import { found, pullRequests } from '../state/find.js';
import { latestRelease } from '../state/latest-release.js';
import type { Release } from '../state/records.js';
import { doerOf } from './doer-of.js';

const releases = '/repos/{owner}/{repo}/releases';

export const releaseEndpoints: RepositoryRoutes = {
  [`GET ${releases}`]: (call) => listAnswer(call, [...call.repository.releases].reverse(), render(call)),
  [`POST ${releases}`]: async (call) => {
    const tagName = requiredText(call.body, 'tag_name', 'Release');
    const notes = booleanField(call.body, 'generate_release_notes') ? generateNotes(call, tagName) : null;
    const fields = { ...(notes ?? {}), ...fieldsOf(call), tagName };
    const release = await createRelease(doerOf(call), fields);
    return { status: 201, body: render(call)(release) };
  },
  [`POST ${releases}/generate-notes`]: (call) => ({
    status: 200,
    body: generateNotes(call, requiredText(call.body, 'tag_name', 'Release')),
  }),
  [`GET ${releases}/latest`]: (call) => ({
    status: 200,
    body: render(call)(found(latestRelease(call.repository))),
  }),
  [`GET ${releases}/tags/{tag}`]: (call) => {
    const { repository, params } = call;
    const release = repository.releases.find((one) => !one.draft && one.tagName === params['tag']);
    return { status: 200, body: render(call)(found(release)) };
  },
  [`GET ${releases}/{release_id}`]: (call) => ({ status: 200, body: render(call)(releaseOf(call)) }),
  [`PATCH ${releases}/{release_id}`]: async (call) => {
    const release = releaseOf(call);
    await editRelease(doerOf(call), release, fieldsOf(call));
    return { status: 200, body: render(call)(release) };
  },
  [`DELETE ${releases}/{release_id}`]: (call) => {
    deleteRelease(doerOf(call), releaseOf(call));
    return { status: 204 };
  },
};

function render({ world, repository }: RepositoryCall): (release: Release) => unknown {
  return (release) => renderRelease(world, repository, release);
}

function releaseOf({ repository, params }: RepositoryCall): Release {
  const id = numberParameter(params, 'release_id');
  return found(repository.releases.find((release) => release.id === id));
}

function fieldsOf({ body }: RepositoryCall): ReleaseFields {
  const fields = {
    tagName: textField(body, 'tag_name'),
    targetCommitish: textField(body, 'target_commitish'),
    name: textField(body, 'name'),
    body: textField(body, 'body'),
    draft: booleanField(body, 'draft'),
    prerelease: booleanField(body, 'prerelease'),
    makeLatest: choiceField(body, 'make_latest', ['true', 'false', 'legacy'] as const),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** GitHub's notes: the pull requests merged since the release before, and a link to compare. */
function generateNotes(
  { world, repository, body }: RepositoryCall,
  tagName: string,
): { name: string; body: string } {
  const named = textField(body, 'previous_tag_name');
  const published = repository.releases.filter((release) => !release.draft && release.tagName !== tagName);
  const previous = published.find((release) => release.tagName === named) ?? published.at(-1);
  const since = previous?.publishedAt ?? 0;
  const lines = pullRequests(repository)
    .filter(({ pull }) => pull.merged !== null && pull.merged.at >= since)
    .map(
      ({ title, author, number }) =>
        `* ${title} by @${author.login} in ${pageUrl(world, repository, `/pull/${number}`)}`,
    );
  const before = named ?? previous?.tagName;
  const link = before === undefined ? `/commits/${tagName}` : `/compare/${before}...${tagName}`;
  const changes = lines.length > 0 ? `## What's Changed\n${lines.join('\n')}\n\n\n` : '';
  return { name: tagName, body: `${changes}**Full Changelog**: ${pageUrl(world, repository, link)}` };
}
