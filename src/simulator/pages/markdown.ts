import { Marked } from 'marked';
import markedAlert from 'marked-alert';
import sanitize from 'sanitize-html';
import { Html, html } from './html.js';

const parser = new Marked({ gfm: true, breaks: true }).use(markedAlert());

/** What GitHub lets people's Markdown be: no scripts, no styles, no forms, and here no pictures; an alert keeps the class that it is drawn by. */
const allowed: sanitize.IOptions = {
  allowedTags: [...sanitize.defaults.allowedTags, 'details', 'summary', 'del'],
  allowedAttributes: { a: ['href'], details: ['open'], ol: ['start'] },
  allowedClasses: { div: ['markdown-alert', 'markdown-alert-*'], p: ['markdown-alert-title'] },
  allowedSchemes: ['http', 'https', 'mailto'],
};

/** Markdown as GitHub shows it. */
export function markdown(text: string | null): Html {
  const shown = sanitize(parser.parse(text ?? '', { async: false }), allowed).trim();
  if (shown === '') return html`<p class="muted"><em>No description provided.</em></p>`;
  return new Html(`<div class="markdown">${shown}</div>`);
}
