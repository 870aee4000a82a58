#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { parseArgs } from 'node:util';
import { executorNames } from '#config/executor-name.js';
import { UserError } from '#errors/user-error.js';
import { checkConfig } from './check-config.js';
import type { CliCommand } from './cli-command.js';
import { deploy } from './deploy.js';
import { runDemo } from './demo/run-demo.js';
import { writeDocs } from './docs/keep-docs.js';
import { doctor } from './doctor/doctor.js';
import { explain } from './explain.js';
import { ops } from './ops/ops.js';
import { protect } from './protect.js';
import { replay } from './replay/replay.js';
import { sayMistake } from './say-mistake.js';
import { store } from './store/store.js';
import type { Terminal } from './terminal.js';
import { verify } from './verify/verify.js';

const terminal: Terminal = {
  say: (text) => void process.stdout.write(`${text}\n`),
  get variables() {
    // As the server does: a `.env` beside us, which never overrides what is set.
    if (existsSync('.env')) loadEnvFile('.env');
    return process.env;
  },
};

const commands: Readonly<Record<string, CliCommand>> = {
  demo: {
    usage: `greenlight demo [--once] [--report FILE] [--executor ${executorNames.join('|')}]`,
    help: 'Plays the whole process on a simulated GitHub, on this machine alone.',
    run: (args) => {
      const { values } = parseArgs({
        args: [...args],
        options: {
          once: { type: 'boolean', default: false },
          report: { type: 'string' },
          executor: { type: 'string', default: 'command' },
        },
      });
      const executor = executorNames.find((name) => name === values.executor);
      if (executor === undefined) throw new UserError('executor_unknown', { about: values.executor });
      return runDemo({ once: values.once, report: values.report ?? null, executor });
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
  'check-config': checkConfig,
  deploy,
  explain,
  ops,
  doctor,
  protect,
  replay,
  store,
  verify,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  process.stderr.write(`${usage()}\n`);
  process.exitCode = name === '' || name === '--help' ? 0 : 2;
} else {
  process.exitCode = await run(command);
}

/** What the person can mend is told in one line: words that the command does not take, and what the catalogue knows. */
async function run({ usage: text, run: begin }: CliCommand): Promise<number> {
  try {
    return await begin(args, terminal);
  } catch (error) {
    const mistake = sayMistake(error, text);
    if (mistake === null) throw error;
    process.stderr.write(`${mistake.text}\n`);
    return mistake.exitCode;
  }
}

function usage(): string {
  const lines = Object.values(commands).map(({ usage: text, help }) => `  ${text}\n      ${help}`);
  return ['usage:', ...lines].join('\n');
}
