import { parseArgs } from 'node:util';
import { parseConfig } from '#config/parse-config.js';
import type { CliCommand } from './cli-command.js';
import { readTextFile } from './read-text-file.js';

const usual = '.github/greenlight.yml';

/** `greenlight check-config`: what is wrong in a configuration file, each with its place, as editors and CI read it. */
export const checkConfig: CliCommand = {
  usage: 'greenlight check-config [FILE]',
  help: `Says what is wrong in a configuration file, and where. Without FILE: ${usual}.`,
  run: async (args, { say }) => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [file = usual] = positionals;
    const parsed = parseConfig(await readTextFile(file));
    if (parsed.ok) {
      say(`${file} can be used.`);
      return 0;
    }
    for (const { line, column, key, message } of parsed.problems)
      say(`${file}:${line}:${column}: ${key === '' ? '' : `${key}: `}${message}`);
    return 1;
  },
};
