import { html, type Html } from './html.js';
import { link } from './link.js';

/** Markdown as it was written, without the comments that GitHub does not show; addresses in it can be followed. */
export function markdown(text: string | null): Html {
  const shown = withoutComments(text ?? '').trim();
  if (shown === '') return html`<p class="muted"><em>No description provided.</em></p>`;
  return html`<pre class="markdown">${linked(shown)}</pre>`;
}

/** In linear time, whatever the text; what is not closed is hidden to its end. */
function withoutComments(text: string): string {
  const [first = '', ...rest] = text.split('<!--');
  const kept = rest.map((part) => {
    const end = part.indexOf('-->');
    return end === -1 ? '' : part.slice(end + '-->'.length);
  });
  return [first, ...kept].join('');
}

/** Every second piece is an address. */
function linked(text: string): Html[] {
  const pieces = text.split(/(https?:\/\/[^\s<>()[\]"'`|]+)/);
  return pieces.map((piece, index) => (index % 2 === 1 ? followed(piece) : html`${piece}`));
}

/** A full stop at the end belongs to the sentence. */
function followed(piece: string): Html {
  const url = piece.replace(/[.,;:!?*_]+$/, '');
  return html`${link(url, url)}${piece.slice(url.length)}`;
}
