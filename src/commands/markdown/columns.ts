/** How many columns a text takes from the beginning of a line; a tab leads to the next multiple of four. */
export function widthOf(text: string): number {
  if (!text.includes('\t')) return text.length;
  let column = 0;
  for (const character of text) column += character === '\t' ? 4 - (column % 4) : 1;
  return column;
}

/** The column of a line's first character that is neither space nor tab, from 0; `null`: the line is blank. */
export function columnOf(line: string): number | null {
  let blank = 0;
  while (line.charAt(blank) === ' ' || line.charAt(blank) === '\t') blank += 1;
  return blank === line.length ? null : widthOf(line.slice(0, blank));
}
