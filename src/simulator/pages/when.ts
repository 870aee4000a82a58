import { renderTime } from '../render/render-time.js';
import { html, type Html } from './html.js';

/** A moment, as people read it: `2026-11-24 16:34:05 UTC`. */
export function when(ms: number): Html {
  const time = renderTime(ms);
  return html`<time datetime="${time}">${time.replace('T', ' ').replace('Z', ' UTC')}</time>`;
}
