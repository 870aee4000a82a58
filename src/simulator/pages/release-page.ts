import { resolveCommit } from '../git/read-commit.js';
import { nameOf } from '../state/find.js';
import { latestRelease } from '../state/latest-release.js';
import type { Release, RepositoryState } from '../state/records.js';
import { account } from './account.js';
import { html, type Html } from './html.js';
import { markdown } from './markdown.js';
import { pageOf, type Page } from './page-of.js';
import { releaseBadge } from './release-badge.js';
import { shortSha } from './say-event.js';
import { when } from './when.js';

/** The page of a release. */
export async function releasePage(repository: RepositoryState, release: Release): Promise<Page> {
  const { name, tagName, author, publishedAt, createdAt, body } = release;
  const title = name ?? tagName;
  const sha = await resolveCommit(repository, `refs/tags/${tagName}`);
  return pageOf(repository, {
    title: `Release ${title}`,
    body: html`<h1>${title} ${releaseBadge(release, latestRelease(repository))}</h1>
      <p class="muted">
        ${account(author)} released this · ${when(publishedAt ?? createdAt)} · <code>${tagName}</code> ${
          sha && shortSha(sha)
        }
      </p>
      <article class="box"><div class="body">${markdown(body)}</div></article>
      ${assets(repository, release)}`,
  });
}

function assets(repository: RepositoryState, release: Release): Html | null {
  if (release.assets.length === 0) return null;
  const download = `/${nameOf(repository)}/releases/download/${release.tagName}`;
  const items = release.assets.map(
    ({ name, content }) => html`<li><a href="${download}/${name}">${name}</a> · ${content.length} bytes</li>`,
  );
  return html`<h2>Assets</h2>
    <ul>
      ${items}
    </ul>`;
}
