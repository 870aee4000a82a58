import { type FileHandle, open } from 'node:fs/promises';
import type { Log } from '../host/logs/open-log.js';
import { endHelpers } from '../host/processes/end-processes.js';
import { type Ended, runProcess } from '../host/processes/run-process.js';
import { WorkFailed } from '../host/work-failed.js';
import type { Engine } from './engine.js';

/** Who calls the engine: for how long, where the engine's words go. */
export interface Caller {
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly log: Log | null;
}

interface Call {
  /** Variables by name and value, for `--env NAME`: values are in no argument. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Files that the program reads and writes in place of a terminal. */
  readonly input?: string;
  readonly output?: string;
  /** What it writes is for people: it goes into the log as it comes. */
  readonly isForPeople?: boolean;
}

const maxAnswer = 4 * 1024 * 1024;
const maxLines = 4;

/** Runs the engine's program and resolves to what it wrote. Throws `WorkFailed` with its last words when it does not end well. */
export async function callEngine(caller: Caller, args: readonly string[], call: Call = {}): Promise<string> {
  const { engine, signal, timeoutMs, log } = caller;
  const answer: string[] = [];
  const words: string[] = [];
  const keepWords = (line: string): void => {
    if (line.trim() === '') return;
    words.push(line.trim());
    words.splice(0, words.length - maxLines);
  };
  const toLog = () => log?.stream(keepWords) ?? { push: keepWords, end: () => undefined };
  const files: FileHandle[] = [];
  const openFile = async (path: string, flags: string): Promise<number> => {
    const handle = await open(path, flags, 0o600);
    files.push(handle);
    return handle.fd;
  };
  try {
    const ended = await runProcess({
      file: engine.file,
      args,
      directory: '/',
      variables: { ...call.variables, ...engine.variables },
      timeoutMs,
      signal,
      output: (stream) =>
        stream === 'stderr' || call.isForPeople === true
          ? toLog()
          : { push: (text) => keepAnswer(answer, text), end: () => undefined },
      ...(call.input !== undefined && { stdin: await openFile(call.input, 'r') }),
      ...(call.output !== undefined && { stdout: await openFile(call.output, 'w') }),
      ...(args[0] === 'build' && { beforeEnding: endHelpers }),
    });
    failUnlessWell(caller, { what: `${engine.kind} ${args[0] ?? ''}`, ended, words });
    return answer.join('');
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

function keepAnswer(answer: string[], text: string): void {
  if (answer.reduce((sum, { length }) => sum + length, 0) < maxAnswer) answer.push(text);
}

function failUnlessWell(
  { timeoutMs }: Caller,
  { what, ended, words }: { what: string; ended: Ended; words: readonly string[] },
): void {
  switch (ended.kind) {
    case 'exited':
      if (ended.code === 0) return;
      throw new WorkFailed('script', `${what} ended with exit code ${ended.code}${sayWords(words)}`);
    case 'killed':
      throw new WorkFailed('script', `${what} was ended by ${ended.signal}${sayWords(words)}`);
    case 'timeout':
      throw new WorkFailed('timeout', `${what} did not end within ${timeoutMs / 1_000} s${sayWords(words)}`);
    case 'unstartable':
      throw new WorkFailed('script', `${what} cannot be started on this server (${ended.code})`);
  }
}

/** The end of what a program said, short enough for a card. */
export function sayWords(words: readonly string[]): string {
  const text = words.join(' / ');
  return text === '' ? '' : `; its last words: “${text.length > 300 ? `…${text.slice(-300)}` : text}”`;
}
