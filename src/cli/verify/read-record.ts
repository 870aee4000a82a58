import type { RecordFile } from '#ports/record-file.js';

type Held = Readonly<Record<string, unknown>>;

/** What a file says that claims to be a sign-off record; `null`: it is something else. The one place where it is believed to have this form. */
export function readRecord(text: string): RecordFile | null {
  const file = parse(text);
  return file !== null && isRecord(new Map(Object.entries(file))) ? (file as RecordFile) : null;
}

function isRecord(file: ReadonlyMap<string, unknown>): boolean {
  if (file.get('format') !== 'greenlight-sign-off' || file.get('formatVersion') !== 1) return false;
  const task = file.get('task');
  return (
    isJournal(file.get('journal')) &&
    [file.get('release'), file.get('signOff')].every(isHeld) &&
    isHeld(task) &&
    typeof task['key'] === 'string' &&
    isHeld(task['repository'])
  );
}

function isJournal(value: unknown): boolean {
  if (!isHeld(value)) return false;
  const { fingerprint, entries } = value;
  return typeof fingerprint === 'string' && Array.isArray(entries) && entries.every(isEntry);
}

function isEntry(value: unknown): boolean {
  if (!isHeld(value)) return false;
  const { event, because, changes, hash, previous } = value;
  return (
    [event, because, changes].every(isHeld) && [hash, previous].every((text) => typeof text === 'string')
  );
}

const isHeld = (value: unknown): value is Held =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return isHeld(value) ? value : null;
  } catch {
    return null;
  }
}
