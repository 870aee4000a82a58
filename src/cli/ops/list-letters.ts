import type { Letter, LetterList } from '#ports/letter-desk.js';
import { sayLetter } from './say-letter.js';

/** What does not get on, as lines for a terminal. */
export function listLetters({ dead, stuck, interventions }: LetterList): readonly string[] {
  return [
    ...under('Given up:', dead.map(sayDead)),
    ...under('Failed, and tried again (their lanes wait for them):', stuck.map(sayStuck)),
    ...under(
      'Done about it lately:',
      interventions.map(
        ({ at, by, did, job, why }) => `${when(at)}  ${by} ${did} ${job}${why === null ? '' : `: ${why}`}`,
      ),
    ),
    ...(dead.length + stuck.length === 0 ? ['Nothing is given up, and nothing is stuck.'] : []),
  ];
}

/** The same for programs; what people wrote, which a payload holds, is left out. */
export function toJson({ dead, stuck, interventions }: LetterList): string {
  const plain = ({ payload, kind, ...letter }: Letter): object => ({
    ...letter,
    kind,
    what: sayLetter({ kind, payload }),
  });
  return JSON.stringify({ dead: dead.map(plain), stuck: stuck.map(plain), interventions }, null, 2);
}

const under = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];

const sayDead = (letter: Letter): string => say(letter, `given up ${when(letter.at)}`);
const sayStuck = (letter: Letter): string => say(letter, `next ${when(letter.at)}`);

function say(letter: Letter, at: string): string {
  const { id, about, attempts, error, lane } = letter;
  const tried = `${attempts} attempt${attempts === 1 ? '' : 's'}, ${at}`;
  return `${id}  ${about ?? lane}  ${sayLetter(letter)}  (${tried})\n      ${oneLine(error ?? 'no reason is kept')}`;
}

const when = (at: number | null): string =>
  at === null ? 'at an unknown time' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** An error may quote what people wrote: no control characters reach the terminal. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, 300);
