/** One line with `gap` inside whatever GitHub would make a mention, a reference or a link of, also with what is said after it. */
export function breakReferences(text: string, gap: string): string {
  return text
    .replace(/@(?=\S|$)/g, `@${gap}`)
    .replace(/#(?=\d)/g, `#${gap}`)
    .replace(/GH-(?=\d)/gi, `$&${gap}`)
    .replace(/:(?=\/\/)/g, `:${gap}`)
    .replace(/www(?=\.|$)/gi, `$&${gap}`);
}
