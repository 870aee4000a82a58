import { constructFromEvents, parseEvents, YAMLException } from 'js-yaml';
import type { Fault } from './fault.js';
import { faultsOfMeaning } from './faults-of-meaning.js';
import { checkWritten } from './faults-of-schema.js';
import { indexLines, type Position } from './line-index.js';
import { locateKeys } from './locate-keys.js';
import { mergeWritten } from './merge-written.js';
import { resolveConfig } from './resolve-config.js';
import type { Settings } from './settings.js';
import type { WrittenConfig } from './written.js';

/** One thing that is wrong with a configuration file, where it stands. */
export interface ConfigProblem extends Position {
  /** Dotted path of the key, e.g. `environments.timeout`; empty for the file itself. */
  readonly key: string;
  readonly message: string;
  /** The file it stands in, when that is the one with the defaults: `acme/.github`. */
  readonly from?: string;
}

export type ParsedConfig = { readonly ok: true; readonly settings: Settings } | Wrong;

/** A configuration file is not larger. */
const mostCharacters = 65_536;
/** A file with more problems is something else than a configuration. */
const mostProblems = 50;
const mostDepth = 20;
const longestKey = 100;

/** What counts when a repository has no file. */
export const defaultSettings: Settings = resolveConfig({});

/** The file that holds what counts where a repository's own file writes nothing. */
export interface Defaults {
  /** Whose file it is, as people know it: `acme/.github`. */
  readonly from: string;
  readonly text: string;
}

/**
 * Reads `.github/greenlight.yml`. Every problem at once, in the order of their lines; never throws. `defaults` must be a file
 * that works alone; what is wrong in it is told first, and what only the two together get wrong is told on `text`.
 */
export function parseConfig(text: string, defaults: Defaults | null = null): ParsedConfig {
  return defaults === null ? toParsed(judge(readText(text), null)) : parseBoth(text, defaults);
}

function parseBoth(text: string, defaults: Defaults): ParsedConfig {
  const { from } = defaults;
  const own = readText(text);
  const below = judge(readText(defaults.text), null);
  if (below.ok) return toParsed(judge(own, { written: below.written, from }));
  // What the own file means cannot be said before the defaults can be read.
  const first = below.problems.map((problem) => ({ ...problem, from }));
  return { ok: false, problems: [...first, ...wrong(own.tell(own.faults)).problems] };
}

function toParsed(judged: Right | Wrong): ParsedConfig {
  return judged.ok ? { ok: true, settings: judged.settings } : judged;
}

/** A text, with what is wrong with its keys and values one by one. */
interface ReadText {
  /** `null`: too much is wrong to say what it means. */
  readonly written: WrittenConfig | null;
  readonly faults: readonly Fault[];
  /** Each fault as a problem where it stands in the text. */
  readonly tell: (faults: readonly Fault[]) => readonly ConfigProblem[];
}

interface Wrong {
  readonly ok: false;
  readonly problems: readonly ConfigProblem[];
}

interface Right {
  readonly ok: true;
  readonly settings: Settings;
  readonly written: WrittenConfig;
}

interface Below {
  readonly written: WrittenConfig;
  readonly from: string;
}

function judge({ written, faults, tell }: ReadText, below: Below | null): Right | Wrong {
  if (written === null) return wrong(tell(faults));
  try {
    const together = below === null ? written : mergeWritten(written, below.written);
    const settings = resolveConfig(together);
    const meant = faultsOfMeaning(settings, together);
    const found = [...faults, ...(below === null ? meant : nameBoth(meant, written, below.from))];
    return found.length > 0 ? wrong(tell(found)) : { ok: true, settings, written };
  } catch (error) {
    return wrong([problemOfSyntax(error)]);
  }
}

/** What a file gets wrong only together with the defaults may be about a key that does not stand in it. */
function nameBoth(faults: readonly Fault[], own: WrittenConfig, from: string): readonly Fault[] {
  if (faults.length === 0) return [];
  const alone = faultsOfMeaning(resolveConfig(own), own).map(({ pointer, message }) => pointer + message);
  return faults.map((fault) =>
    alone.includes(fault.pointer + fault.message)
      ? fault
      : { ...fault, message: `${fault.message} (together with what ${from} says)` },
  );
}

function readText(text: string): ReadText {
  const cannot = (problem: ConfigProblem): ReadText => ({ written: null, faults: [], tell: () => [problem] });
  if (text.length > mostCharacters)
    return cannot({ key: '', line: 1, column: 1, message: 'the file is larger than 64 KB' });
  try {
    return readEvents(text);
  } catch (error) {
    return cannot(problemOfSyntax(error));
  }
}

function readEvents(text: string): ReadText {
  const events = parseEvents(text, { maxDepth: mostDepth });
  const { places, faults, documents, readable } = locateKeys(events, text);
  const tell = (found: readonly Fault[]): readonly ConfigProblem[] => found.map(toProblem(text, places));
  if (documents === 0) return { written: {}, faults: [], tell };
  // What is given twice is told together with everything else.
  const value = readable ? constructFromEvents(events, { source: text, json: true })[0] : null;
  if (value === null) return { written: {}, faults, tell };
  const checked = checkWritten(value);
  return checked.ok
    ? { written: checked.written, faults, tell }
    : { written: null, faults: [...faults, ...checked.faults], tell };
}

function wrong(problems: readonly ConfigProblem[]): Wrong {
  const ordered = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const [told, untold] = [ordered.slice(0, mostProblems), ordered.slice(mostProblems)];
  const [first] = untold;
  const rest = first && { ...first, key: '', message: `and ${untold.length} more` };
  return { ok: false, problems: rest === undefined ? told : [...told, rest] };
}

function problemOfSyntax(error: unknown): ConfigProblem {
  const { reason, mark } =
    error instanceof YAMLException ? error : { reason: 'it cannot be read', mark: undefined };
  return {
    key: '',
    line: (mark?.line ?? 0) + 1,
    column: (mark?.column ?? 0) + 1,
    message: `this is not YAML: ${reason}`,
  };
}

function toProblem(text: string, places: ReadonlyMap<string, number>): (fault: Fault) => ConfigProblem {
  const positionOf = indexLines(text);
  return ({ pointer, message, offset }) => ({
    key: dotted(pointer),
    message,
    ...positionOf(offset ?? nearestPlace(places, pointer)),
  });
}

/** Where the key stands, or the nearest section that does. */
function nearestPlace(places: ReadonlyMap<string, number>, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return places.get('') ?? 0;
}

/** A path as people write it; of a key as long as a book, its beginning. */
function dotted(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~').slice(0, longestKey)).join('.');
}
