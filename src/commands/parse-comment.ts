import { distance } from 'fastest-levenshtein';
import type { Command } from './command.js';
import { type CommandEntry, registry } from './registry.js';
import { visibleLines } from './markdown/visible-lines.js';

/** What one line of a comment asks for. */
export type ParsedCommand =
  | { readonly kind: 'command'; readonly line: number; readonly word: string; readonly command: Command }
  /** The command is known, its words are not what it needs. */
  | { readonly kind: 'problem'; readonly line: number; readonly word: string; readonly usage: string }
  /** `nearest` null: nothing like a command of ours, so it is probably another bot's. */
  | {
      readonly kind: 'unknown';
      readonly line: number;
      readonly word: string;
      readonly nearest: string | null;
    };

/** Comments are read this far; GitHub allows no longer ones. */
const mostCharacters = 65_536;
/** A comment with more commands than this is not a person's. */
const mostCommands = 20;
/** A reason is not longer than this many lines. */
const mostOfReason = 200;

/** A slash and a word of at most 24 letters; what is longer is a path or an accident. */
const commandStart = /^ {0,3}\/([a-z][a-z-]{0,23})(?!\S)/i;

/** The commands of a comment, in order: first word of a line, outside quotes, code and HTML. Linear in the length of `body`. */
export function parseComment(body: string): readonly ParsedCommand[] {
  const lines = visibleLines(body.slice(0, mostCharacters));
  const found: ParsedCommand[] = [];
  for (let index = 0; index < lines.length && found.length < mostCommands; index += 1) {
    const text = lines[index] ?? '';
    const start = text.includes('/') ? commandStart.exec(text) : null;
    if (start === null) continue;
    const word = start[1]?.toLowerCase() ?? '';
    const entry = entryOf(word);
    const rest = entry?.paragraph === true ? paragraphAfter(lines, index) : '';
    const words = `${text.slice(start[0].length)}${rest}`.trim();
    const line = index + 1;
    found.push(
      entry === null
        ? { kind: 'unknown', line, word, nearest: nearestTo(word) }
        : read(entry, { word, words, line }),
    );
  }
  return found;
}

function entryOf(word: string): CommandEntry | null {
  return Object.hasOwn(registry, word) ? (registry[word] ?? null) : null;
}

/** The lines that follow without a gap, up to the next command. */
function paragraphAfter(lines: readonly (string | null)[], index: number): string {
  let text = '';
  for (const line of lines.slice(index + 1, index + mostOfReason)) {
    if (line === null || commandStart.test(line)) break;
    text += `\n${line.trim()}`;
  }
  return text;
}

function read(
  entry: CommandEntry,
  { word, words, line }: { word: string; words: string; line: number },
): ParsedCommand {
  const command = entry.read(words);
  return command === null
    ? { kind: 'problem', line, word, usage: entry.usage }
    : { kind: 'command', line, word, command };
}

/** A command of ours that was probably meant; short words must be nearer, so that `/cc` is not taken for `/hold`. */
function nearestTo(word: string): string | null {
  const allowed = word.length <= 4 ? 1 : 2;
  const [best] = Object.keys(registry)
    .map((known) => ({ known, far: distance(word, known) }))
    .sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= allowed ? best.known : null;
}
