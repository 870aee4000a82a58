const longest = 50;
/** GitHub's own limit for titles; what is longer does not come from there. */
const longestTitle = 256;

/** Cyrillic letters as Latin ones, so that a branch of a Russian title can be read. */
const latin: Readonly<Record<string, string>> = Object.fromEntries(
  'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:sch ъ: ы:y ь: э:e ю:yu я:ya є:ye і:i ї:yi ґ:g ў:u'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** The work branch of a task: `task/<number>-<slug>`, safe as a git ref. */
export function taskBranch(number: number, title: string): string {
  const plain = Array.from(
    title.slice(0, longestTitle).toLowerCase(),
    (letter) => latin[letter] ?? letter,
  ).join('');
  const slug = plain
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
  return slug === '' ? `task/${number}` : `task/${number}-${slug}`;
}

/** The task whose work branch this is; `null` for any other branch. */
export function taskOfBranch(branch: string): number | null {
  const number = /^task\/([1-9]\d{0,9})(?:-|$)/.exec(branch)?.[1];
  return number === undefined ? null : Number(number);
}
