import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '#errors/user-error.js';
import { inspectStore, type StorePlace } from '#store/open-reader.js';
import { backUpStore, restoreStore } from '#store/sqlite/copy-store.js';
import type { CliCommand } from '../cli-command.js';
import { placeOf } from '../place-of.js';
import type { Terminal } from '../terminal.js';

/** `greenlight store`: what Greenlight itself remembers, copied, put back and looked through. */
export const store: CliCommand = {
  usage: 'greenlight store backup FILE | restore FILE [--replace] | check',
  help: 'Copies the embedded store to a file, also while the server runs; puts such a file back; looks through any store’s journals.',
  run: (args, { say, variables }) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { replace: { type: 'boolean', default: false } },
    });
    const [verb = '', file] = positionals;
    const act = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (act === undefined) throw new UserError('store_verb_unknown', { about: verb });
    return act(placeOf(variables), { file, replace: values.replace, say });
  },
};

type Asked = Pick<Terminal, 'say'> & { readonly file: string | undefined; readonly replace: boolean };
type Act = (place: StorePlace, asked: Asked) => Promise<number>;

const verbs: Readonly<Record<string, Act>> = { backup, restore, check };

async function backup(place: StorePlace, { file, say }: Asked): Promise<number> {
  const { directory, path } = embedded(place, file);
  const found = await backUpStore(directory, path);
  say(`${path} holds the store: ${count(found)}.`);
  return 0;
}

async function restore(place: StorePlace, { file, replace, say }: Asked): Promise<number> {
  const { directory, path } = embedded(place, file);
  const found = await restoreStore(path, { directory, replace, at: new Date() });
  say(`The store in ${directory} is that of ${path}: ${count(found)}.`);
  if (found.kept !== null) say(`What was there is kept as ${found.kept}.`);
  return 0;
}

async function check(place: StorePlace, { say }: Asked): Promise<number> {
  say(`The store is whole: ${count(await inspectStore(place))}.`);
  return 0;
}

function embedded({ databaseUrl, directory }: StorePlace, file = ''): { directory: string; path: string } {
  if (databaseUrl !== null) throw new UserError('database_has_tools');
  if (file === '') throw new UserError('file_unnamed');
  return { directory, path: resolve(file) };
}

const count = ({ tasks, entries }: { tasks: number; entries: number }): string =>
  `${tasks} tasks, ${entries} journal entries, every chain holds`;
