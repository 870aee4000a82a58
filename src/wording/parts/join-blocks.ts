/** Paragraphs with an empty line between them; what is `null` is left out. */
export function joinBlocks(blocks: readonly (string | null)[]): string {
  return blocks.filter((block) => block !== null).join('\n\n');
}
