/** GitHub's Markdown as a terminal shows it: the same words, without what only GitHub makes something of. */
export function toPlainText(markdown: string): string {
  return markdown
    .replaceAll(/<!--[^]*?-->\n*/g, '')
    .replaceAll(/<\/?(?:details|summary)>/g, '')
    .replaceAll(/^> \[!(\w+)\]$/gm, '> $1')
    .replaceAll(/^#+ /gm, '')
    .replaceAll('**', '')
    .replaceAll(/\[([^\]\n]*)\]\(([^)\s]*)\)/g, '$1 ($2)')
    .replaceAll(/&lt;/g, '<')
    .replaceAll(/&gt;/g, '>')
    .replaceAll(/&amp;/g, '&')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('\u200B', '')
    .trim();
}
