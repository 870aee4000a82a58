/** `type(scope)!: words`, as https://www.conventionalcommits.org has it. */
const header = /^(?<type>[a-z]{1,20})(?:\([^()\n]{1,100}\))?(?<breaking>!)?: \S/i;
const footer = /^BREAKING[ -]CHANGE: \S/m;
/** A message is read this far. */
const mostCharacters = 10_000;

type Part = 'major' | 'minor' | 'patch';

/** Which part of the version these commit messages ask for: the largest that one of them does; `null`: none is a conventional commit. */
export function parseCommits(messages: readonly string[]): Part | null {
  const asked = messages.map(partOf);
  return (['major', 'minor', 'patch'] as const).find((part) => asked.includes(part)) ?? null;
}

function partOf(message: string): Part | null {
  const read = message.slice(0, mostCharacters);
  const groups = header.exec(read)?.groups;
  if (groups === undefined) return null;
  if (groups['breaking'] !== undefined || footer.test(read)) return 'major';
  return groups['type']?.toLowerCase() === 'feat' ? 'minor' : 'patch';
}
