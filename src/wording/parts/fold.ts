import { joinBlocks } from './join-blocks.js';

/** A part that is folded up until somebody opens it. The title is read as HTML: words of our own only. */
export function fold(title: string, body: string): string {
  return joinBlocks([`<details><summary>${title}</summary>`, body, '</details>']);
}
