import { distance } from 'fastest-levenshtein';
import type { Command } from './command.js';
import { registry } from './registry.js';
import { visibleLines } from './visible-lines.js';

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
const mostWordLength = 24;
const commandLine = /^ {0,3}\/([a-z][a-z-]*)(?:[ \t]+(.*))?$/i;

/** The commands of a comment, in order: first word of a line, outside quotes, code and HTML. Linear in the length of `body`. */
export function parseComment(body: string): readonly ParsedCommand[] {
  const lines = visibleLines(body.slice(0, mostCharacters).normalize('NFC').replaceAll('\u00a0', ' '));
  const found: ParsedCommand[] = [];
  for (const [index, line] of lines.entries()) {
    const [, name = '', words = ''] = commandLine.exec(line.text.trimEnd()) ?? [];
    const word = name.toLowerCase();
    if (word === '' || word.length > mostWordLength) continue;
    const rest = registry[word]?.paragraph === true ? paragraphAfter(lines, index) : '';
    found.push(read(word, `${words}${rest}`.trim(), line.number));
    if (found.length === mostCommands) break;
  }
  return found;
}

/** Whether a comment may hold a command at all: a quick look that never says no to one that does. */
export function hasCommand(body: string): boolean {
  return /^ {0,3}\/[a-z]/im.test(body.slice(0, mostCharacters));
}

/** The lines that follow without a gap, up to the next command. */
function paragraphAfter(lines: readonly { number: number; text: string }[], index: number): string {
  let text = '';
  let number = lines[index]?.number ?? 0;
  for (const line of lines.slice(index + 1, index + 200)) {
    number += 1;
    if (line.number !== number || line.text.trim() === '' || commandLine.test(line.text.trimEnd())) break;
    text += `\n${line.text.trim()}`;
  }
  return text;
}

function read(word: string, words: string, line: number): ParsedCommand {
  const entry = Object.hasOwn(registry, word) ? registry[word] : undefined;
  if (entry === undefined) return { kind: 'unknown', line, word, nearest: nearestTo(word) };
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
