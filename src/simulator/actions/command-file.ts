import { readFile } from 'node:fs/promises';

/** What a step wrote into GITHUB_ENV or GITHUB_OUTPUT: `name=value` lines, and `name<<END` with lines up to `END`. */
export async function readCommandFile(path: string): Promise<Record<string, string>> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const values: Record<string, string> = {};
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    const [, name, sign, rest = ''] = /^([^=<]+)(=|<<)(.*)$/.exec(line) ?? [];
    if (name !== undefined) values[name] = sign === '=' ? rest : takeUntil(lines, rest);
    else if (line.trim() !== '') throw new Error(`Invalid format '${line}'`);
  }
  return values;
}

/** Takes the lines before `end`, and `end` itself, away. */
function takeUntil(lines: string[], end: string): string {
  const at = lines.indexOf(end);
  if (at < 0) throw new Error(`Invalid value. Matching delimiter not found '${end}'`);
  return lines
    .splice(0, at + 1)
    .slice(0, -1)
    .join('\n');
}
