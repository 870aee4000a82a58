import type { Label } from '../state/records.js';
import { html, type Html } from './html.js';

/** A label in its colour; the page's styles must hold labelStyles. */
export function labelChip({ name, color, description }: Label): Html {
  return html`<span class="label ${className(color)}" title="${description ?? ''}">${name}</span>`;
}

/** The colours of labels as rules: a strict Content-Security-Policy takes no style attributes. */
export function labelStyles(labels: Label[]): string {
  const colors = new Set(labels.map(({ color }) => color.toLowerCase()));
  return [...colors]
    .map((color) => `.${className(color)}{background:#${color};color:${inkOn(color)}}`)
    .join('\n');
}

function className(color: string): string {
  return `label-${color.toLowerCase()}`;
}

/** Black or white, whichever is read better on the colour (by its perceived lightness). */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 150 ? '#000' : '#fff';
}
