import type { Release } from '../state/records.js';
import { html, type Html } from './html.js';

export function releaseBadge(release: Release, latest: Release | null): Html | null {
  if (release.draft) return html`<span class="tag">Draft</span>`;
  if (release.prerelease) return html`<span class="tag">Pre-release</span>`;
  return release === latest ? html`<span class="tag">Latest</span>` : null;
}
