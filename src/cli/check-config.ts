import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseConfig } from '#config/parse-config.js';
import { UserError } from '#errors/user-error.js';
import type { CliCommand } from './cli-command.js';

const usual = '.github/greenlight.yml';

/** `greenlight check-config`: what is wrong in a configuration file, each with its place, as editors and CI read it. */
export const checkConfig: CliCommand = {
  usage: 'greenlight check-config [FILE]',
  help: `Says what is wrong in a configuration file, and where. Without FILE: ${usual}.`,
  run: async (args, { say }) => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [file = usual] = positionals;
    const parsed = parseConfig(await readText(file));
    if (parsed.ok) {
      say(`${file} can be used.`);
      return 0;
    }
    for (const { line, column, key, message } of parsed.problems)
      say(`${file}:${line}:${column}: ${key === '' ? '' : `${key}: `}${message}`);
    return 1;
  },
};

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UserError('file_unreadable', { cause, about: file });
  }
}
