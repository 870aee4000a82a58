import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { checkConfig } from '#cli/check-config.js';
import { runCommand } from './run-command.js';

const directory = mkdtempSync(join(tmpdir(), 'greenlight-check-config-'));

function write(text: string): string {
  const file = join(directory, 'greenlight.yml');
  writeFileSync(file, text);
  return file;
}

test('a file that can be used is said to be', async () => {
  const file = write('roles: { client: clara }\n');
  expect(await runCommand(checkConfig, [file])).toEqual({ said: `${file} can be used.`, exitCode: 0 });
});

test('every problem is told with its place, and the exit code says that there is one', async () => {
  const file = write('roles:\n  tester: []\nrolls: {}\n');
  expect(await runCommand(checkConfig, [file])).toEqual({
    said: [
      `${file}:2:3: roles.tester: must not be empty`,
      `${file}:3:1: rolls: unknown key; did you mean roles?`,
    ].join('\n'),
    exitCode: 1,
  });
});

test('a file that is not there is another exit code, with what to do', async () => {
  const file = join(directory, 'none.yml');
  const { said, exitCode } = await runCommand(checkConfig, [file]);
  expect(said).toBe(
    `greenlight: the file cannot be read: ${file}. Check its name, and that you may read it.`,
  );
  expect(exitCode).toBe(2);
});

test('words that it does not take are told with how it is written', async () => {
  const { said, exitCode } = await runCommand(checkConfig, ['--strict']);
  expect(said).toContain('usage: greenlight check-config [FILE]');
  expect(exitCode).toBe(2);
});
