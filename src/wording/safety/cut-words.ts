/** The text, or its beginning with an ellipsis: at most `most` characters, none of them cut in half. */
export function cutWords(text: string, most: number): string {
  const characters = Array.from(text.slice(0, 2 * most + 2));
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`;
}
