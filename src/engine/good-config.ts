import { type Defaults, defaultSettings, parseConfig } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';
import type { Store } from '#ports/store.js';
import type { RepositoryRef } from '#process/task.js';

const noteOf = ({ id }: RepositoryRef): string => `config-good:${id}`;

/**
 * Remembers what could last be used: production must be restored by it. The text alone, or with the defaults a JSON list of
 * both, which no configuration is.
 */
export async function saveGoodConfig(
  store: Pick<Store, 'saveNote'>,
  repository: RepositoryRef,
  { text, defaults }: { text: string; defaults: Defaults | null },
): Promise<void> {
  const both = defaults && JSON.stringify([text, defaults.text, defaults.from]);
  await store.saveNote(noteOf(repository), both ?? text);
}

/** What could last be used, or the defaults of every configuration. */
export async function loadGoodConfig(
  store: Pick<Store, 'loadNote'>,
  repository: RepositoryRef,
): Promise<Settings> {
  const note = (await store.loadNote(noteOf(repository))) ?? '';
  const [text, defaults] = readNote(note);
  const good = parseConfig(text, defaults);
  return good.ok ? good.settings : defaultSettings;
}

function readNote(note: string): readonly [string, Defaults | null] {
  if (!note.startsWith('["')) return [note, null];
  try {
    const [own, text, from] = JSON.parse(note) as readonly [string, string, string];
    return [own, { text, from }];
  } catch {
    return [note, null];
  }
}
