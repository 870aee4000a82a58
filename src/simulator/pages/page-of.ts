import { createHash } from 'node:crypto';
import { nameOf } from '../state/find.js';
import type { Label, RepositoryState } from '../state/records.js';
import { html, Html } from './html.js';
import { labelStyles } from './label-chip.js';
import { styles } from './styles.js';

export interface Page {
  html: string;
  /** The header that lets a browser load nothing but the page's own styles. */
  contentSecurityPolicy: string;
}

/** A whole page of a repository: its head, the ways to the repository's parts, and the body. */
export function pageOf(
  repository: RepositoryState,
  { title, body, labels = [] }: { title: string; body: Html; labels?: Label[] },
): Page {
  const sheet = styles + labelStyles(labels);
  const hash = createHash('sha256').update(sheet).digest('base64');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${nameOf(repository)}</title>
        ${new Html(`<style>${sheet}</style>`)}
      </head>
      <body>
        ${banner(repository)}
        <main>${body}</main>
      </body>
    </html>`;
  return {
    html: page.source,
    contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
}

function banner(repository: RepositoryState): Html {
  const home = `/${nameOf(repository)}`;
  return html`<header class="top">
    <div class="path">
      ${repository.owner.login} / <a href="${home}"><b>${repository.name}</b></a>
      <span class="tag">${repository.private ? 'Private' : 'Public'}</span>
      <span class="tag">simulated GitHub</span>
    </div>
    <nav>
      <a href="${home}">Code</a>
      <a href="${home}#issues">Issues</a>
      <a href="${home}#pulls">Pull requests</a>
      <a href="${home}#environments">Environments</a>
      <a href="${home}#releases">Releases</a>
    </nav>
  </header>`;
}
