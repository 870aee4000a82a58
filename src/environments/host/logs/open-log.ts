import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { redactor } from './redact.js';
import { splitLines } from './split-lines.js';

/** What happened during one piece of work. It can be read while it is written. */
export interface Log {
  /** Adds a sentence of ours. Is written also when scripts have used up what they may write. */
  say(sentence: string): void;
  /** A new stream of a script's output: text in pieces of any size. `onLine` hears each line, secrets taken out. */
  stream(onLine?: (line: string) => void): { push(text: string): void; end(): void };
  /** The last line that a script wrote, secrets taken out; `null` when there was none. */
  lastLine(): string | null;
  close(): Promise<void>;
}

/** Opens a log file. Scripts may write `maxBytes` into it; what is over is left out, and the log says so. */
export async function openLog({
  path,
  secrets,
  maxBytes,
}: {
  path: string;
  secrets: readonly string[];
  maxBytes: number;
}): Promise<Log> {
  await mkdir(dirname(path), { recursive: true });
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  // A log that cannot be written (the disk is full) must not stop a rollback.
  file.on('error', () => undefined);
  const redactOwn = redactor(secrets);
  let bytes = 0;
  let last: string | null = null;

  const writeLine = (line: string): void => {
    if (line.trim() !== '') last = line;
    if (bytes > maxBytes) return;
    bytes += Buffer.byteLength(line) + 1;
    file.write(bytes > maxBytes ? `[output cut: more than ${maxBytes} bytes]\n` : `${line}\n`);
  };
  return {
    say: (sentence) => void file.write(`${redactOwn(`— ${sentence}`)}\n`),
    stream(onLine = () => undefined) {
      const redact = redactor(secrets);
      return splitLines((line) => {
        const plain = redact(line);
        writeLine(plain);
        onLine(plain);
      });
    },
    lastLine: () => last,
    async close() {
      file.end();
      await finished(file).catch(() => undefined);
    },
  };
}
