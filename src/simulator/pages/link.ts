import { html, type Html } from './html.js';

/** A link, when the address is one of the web; otherwise the words alone. */
export function link(url: string, words: string | Html): Html {
  return /^(https?:\/\/|\/)/i.test(url) ? html`<a href="${url}">${words}</a>` : html`${words}`;
}
