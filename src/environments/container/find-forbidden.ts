/** `ADD` of files of the checkout, written without anything that could become an address. */
const plainAdd = /^add(?:\s+--[a-z]+=[\w:.-]+)*(?:\s+[\w./*?-]+){2,}\s*$/i;

/**
 * Why a Dockerfile is not built, in words for people; `null` when it may be. What stands in `ADD` as an address the engine would fetch
 * itself, with the server's own network: its loopback, and where clouds keep credentials. `RUN --network=host` would be there, too.
 */
export function findForbidden(dockerfile: string): string | null {
  const lines = dockerfile.split(/\r?\n/).filter((line) => !/^\s*(#|$)/.test(line));
  const text = lines.join('\n');
  // Which character continues a line is the file's own choice.
  const readings = [text, ...['\\', '`'].map((escape) => joinLines(text, escape))];
  const instructions = readings.flatMap((reading) => reading.split('\n')).map(withoutTrigger);
  if (instructions.some((one) => /^add\b/i.test(one) && !plainAdd.test(one)))
    return 'has an ADD of something else than plain paths of the repository: use COPY, or fetch it in a RUN';
  if (instructions.some((one) => /^run\s+(?:--\S+\s+)*--(?:network|security)(?:=|\s|$)/i.test(one)))
    return 'has a RUN with a network or with rights of its own: leave --network and --security out';
  return null;
}

/** Spaces may follow the character, and what continues may be a word. */
const joinLines = (text: string, escape: string): string =>
  text.split('\n').reduce((joined, line) => {
    const trimmed = joined.trimEnd();
    return trimmed.endsWith(escape) ? `${trimmed.slice(0, -1)}${line}` : `${joined}\n${line}`;
  }, '');

const withoutTrigger = (instruction: string): string => instruction.trim().replace(/^(?:onbuild\s+)+/i, '');
