import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { UserError } from '#errors/user-error.js';
import type { Letter, LetterDesk, LetterList } from '#ports/letter-desk.js';
import type { CliCommand } from '../cli-command.js';
import type { Terminal } from '../terminal.js';
import { listLetters, toJson } from './list-letters.js';
import { openDesk } from './open-desk.js';

/** `greenlight ops`: what was given up or does not get on, and what to do about it; also while the server runs. */
export const ops: CliCommand = {
  usage:
    'greenlight ops list [--task OWNER/REPO#NUMBER] [--json] | retry ID…|--all|--task OWNER/REPO#NUMBER | drop ID… --why TEXT',
  help: 'Lists what was given up and what is stuck; takes it up again, or drops it. `--by NAME` is kept with it; default: your user here.',
  run: async (args, terminal) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        task: { type: 'string' },
        why: { type: 'string' },
        by: { type: 'string' },
      },
    });
    const [verb = 'list', ...named] = positionals;
    const act = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (act === undefined) throw new UserError('ops_unknown', { about: verb });
    const desk = await openDesk(terminal.variables);
    try {
      return await act(desk, { ...values, ids: named.map(readId) }, terminal);
    } finally {
      await desk.close();
    }
  },
};

interface Asked {
  readonly ids: readonly number[];
  readonly json: boolean;
  readonly all: boolean;
  readonly task?: string | undefined;
  readonly why?: string | undefined;
  readonly by?: string | undefined;
}

type Act = (desk: LetterDesk, asked: Asked, terminal: Terminal) => Promise<number>;

const verbs: Readonly<Record<string, Act>> = { list, retry, drop };

async function list(desk: LetterDesk, { task, json }: Asked, { say }: Terminal): Promise<number> {
  const { dead, stuck, interventions } = await desk.list();
  const found: LetterList = {
    dead: dead.filter(isAbout(task)),
    stuck: stuck.filter(isAbout(task)),
    interventions: task === undefined ? interventions : [],
  };
  if (json) say(toJson(found));
  else for (const line of listLetters(found)) say(line);
  return found.dead.length > 0 ? 1 : 0;
}

async function retry(desk: LetterDesk, asked: Asked, { say }: Terminal): Promise<number> {
  const { ids, all, task, why = null } = asked;
  if (ids.length === 0 && !all && task === undefined) throw new UserError('letters_unnamed');
  const chosen = ids.length > 0 ? ids : (await desk.list()).dead.filter(isAbout(task)).map(({ id }) => id);
  const settled = await desk.settle({ did: 'retried', jobs: chosen, by: whoIs(asked), why });
  say(`${settled.length} taken up again${settled.length === 0 ? '' : `: ${settled.join(', ')}`}`);
  return tellMissing(chosen, settled);
}

async function drop(desk: LetterDesk, asked: Asked, { say }: Terminal): Promise<number> {
  const { ids, why } = asked;
  if (ids.length === 0) throw new UserError('letters_unnamed');
  if (why === undefined || why.trim() === '') throw new UserError('why_missing');
  const settled = await desk.settle({ did: 'dropped', jobs: ids, by: whoIs(asked), why });
  say(`${settled.length} dropped${settled.length === 0 ? '' : `: ${settled.join(', ')}`}`);
  return tellMissing(ids, settled);
}

function tellMissing(asked: readonly number[], settled: readonly number[]): number {
  const missing = asked.filter((id) => !settled.includes(id));
  if (missing.length > 0) throw new UserError('letter_unknown', { about: missing.join(', ') });
  return 0;
}

const whoIs = ({ by }: Asked): string => by ?? userInfo().username;

/** GitHub does not tell names apart by case. */
const isAbout =
  (task: string | undefined) =>
  ({ about }: Letter): boolean =>
    task === undefined || about?.toLowerCase() === task.toLowerCase();

function readId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UserError('letter_unknown', { about: text });
  return Number(text);
}
