import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openAsk } from '#environments/host/processes/ask-patiently.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ask-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const read = (path: string): Promise<string> => readFile(path, 'utf8');

test('what is there is told, what is not is not', async () => {
  const ask = openAsk(read, 1_000);
  await writeFile(join(directory, 'one'), 'here');
  expect(await Promise.all([ask(join(directory, 'one')), ask(join(directory, 'one'))])).toEqual([
    'here',
    'here',
  ]);
  expect(await ask(join(directory, 'two'))).toBeNull();
  await writeFile(join(directory, 'one'), 'changed');
  expect(await ask(join(directory, 'one'))).toBe('changed');
});

// A pipe that nobody writes to: reading it hangs as the variables of a process do whose memory is held.
test('however often a file is asked for that does not answer, one read hangs, and nobody waits for it', async () => {
  const pipe = join(directory, 'pipe');
  await promisify(execFile)('mkfifo', [pipe]);
  const reads: Promise<string>[] = [];
  const ask = openAsk((path) => {
    const one = read(path);
    reads.push(one);
    return one;
  }, 50);
  for (let turn = 0; turn < 20; turn += 1) expect(await ask(pipe)).toBeNull();
  expect(reads).toHaveLength(1);
  await writeFile(pipe, 'at last');
  expect(await reads[0]).toBe('at last');
  await setImmediate();

  // Once it has answered it is asked again.
  const again = ask(pipe);
  expect(reads).toHaveLength(2);
  await writeFile(pipe, 'here');
  expect(await again).toBe('here');
});
