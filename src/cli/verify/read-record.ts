import type { RecordFile } from '#ports/record-file.js';

type Held = Readonly<Record<string, unknown>>;

/** What a file says that claims to be a sign-off record; `null`: it is something else. The one place where it is believed to have this form. */
export function readRecord(text: string): RecordFile | null {
  const file = parse(text);
  if (!isHeld(file) || file['format'] !== 'greenlight-sign-off' || file['formatVersion'] !== 1) return null;
  const { journal, task, release, signOff } = file;
  const whole =
    isHeld(journal) &&
    typeof journal['fingerprint'] === 'string' &&
    Array.isArray(journal['entries']) &&
    journal['entries'].every(isEntry) &&
    isHeld(task) &&
    typeof task['key'] === 'string' &&
    isHeld(task['repository']) &&
    isHeld(release) &&
    isHeld(signOff);
  return whole ? (file as unknown as RecordFile) : null;
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
