#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { runDemo } from './demo/run-demo.js';
import { writeDocs } from './docs/keep-docs.js';
import { verify } from './verify/verify.js';

interface CliCommand {
  readonly usage: string;
  readonly help: string;
  readonly run: (args: readonly string[]) => Promise<number>;
}

const commands: Readonly<Record<string, CliCommand>> = {
  demo: {
    usage: 'greenlight demo [--once] [--report FILE]',
    help: 'Plays the whole process on a simulated GitHub, on this machine alone.',
    run: (args) => {
      const { values } = parseArgs({
        args: [...args],
        options: { once: { type: 'boolean', default: false }, report: { type: 'string' } },
      });
      return runDemo({ once: values.once, report: values.report ?? null });
    },
  },
  docs: {
    usage: 'greenlight docs',
    help: 'Writes the pages of docs/ that are made from code; for developers, in the root of the repository.',
    run: async () => {
      for (const path of await writeDocs('.')) process.stdout.write(`${path}\n`);
      return 0;
    },
  },
  verify: {
    ...verify,
    run: (args) => verify.run(args, { say: (text) => void process.stdout.write(`${text}\n`) }),
  },
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  process.stderr.write(`${usage()}\n`);
  process.exitCode = name === '' || name === '--help' ? 0 : 2;
} else {
  process.exitCode = await run(command);
}

/** Words that the command does not take are the person's to mend, in one line. */
async function run({ usage: text, run: begin }: CliCommand): Promise<number> {
  try {
    return await begin(args);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    process.stderr.write(`greenlight: ${message}\nusage: ${text}\n`);
    return 2;
  }
}

function usage(): string {
  const lines = Object.values(commands).map(({ usage: text, help }) => `  ${text}\n      ${help}`);
  return ['usage:', ...lines].join('\n');
}
