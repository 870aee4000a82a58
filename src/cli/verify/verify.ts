import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { RecordFile } from '#ports/record-file.js';
import { checkRecord } from './check-record.js';
import { readRecord } from './read-record.js';

interface Terminal {
  readonly say: (text: string) => void;
}

/** `greenlight verify`: whether a sign-off record is whole, and says what its journal says. Needs nothing but the file. */
export const verify = {
  usage: 'greenlight verify FILE [--fingerprint HASH]',
  help: 'Checks the sign-off record of a release (sign-off.json), also against the fingerprint in its notes.',
  run: async (args: readonly string[], { say }: Terminal): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { fingerprint: { type: 'string' } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) {
      say(`usage: ${verify.usage}`);
      return 2;
    }
    const text = await readText(file);
    const record = text === null ? null : readRecord(text);
    if (record === null) {
      say(`${file} ${text === null ? 'cannot be read' : 'is not a sign-off record'}.`);
      return 2;
    }
    const wrong = checkRecord(record, values.fingerprint ?? null);
    for (const one of wrong) say(`${file}: ${one}.`);
    if (wrong.length > 0) return 1;
    say(sayWhole(file, record, values.fingerprint !== undefined));
    return 0;
  },
};

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}

function sayWhole(file: string, { journal, task, release }: RecordFile, compared: boolean): string {
  const { owner, name } = task.repository;
  const lines = [
    `${file} is whole: ${journal.entries.length} journal entries of ${owner}/${name}#${task.number}, released as ${release.tag}.`,
    'The sign-off is what the entries say, and what was released is the tree that was approved.',
  ];
  const fingerprint = compared
    ? `The fingerprint is the one you gave: ${journal.fingerprint}`
    : `Fingerprint: ${journal.fingerprint}\nCompare it with the one in the notes of the release: who makes a file anew can make it whole, but not with the same fingerprint.`;
  return [...lines, fingerprint].join('\n');
}
