import type { Account } from '../state/records.js';
import { html, type Html } from './html.js';

const shades = 6;

/** Who it is: initial and login, and a word when it is an App. */
export function account({ login, type }: Account): Html {
  const bare = login.replace(/\[bot\]$/, '');
  const shade = Buffer.from(bare).reduce((sum, byte) => sum + byte, 0) % shades;
  const initial = bare.charAt(0).toUpperCase();
  return html`<span class="who"
    ><span class="avatar shade-${shade}" aria-hidden="true">${initial}</span><b>${bare}</b>${
      type === 'Bot' && html` <span class="tag">bot</span>`
    }</span
  >`;
}
