import { join, resolve } from 'node:path';
import { serverVariables } from '#config/server-variables.js';
import type { StorePlace } from '#store/open-reader.js';
import type { Terminal } from './terminal.js';

/** Where the server keeps its store, by the variables that it is started with. */
export function placeOf(variables: Terminal['variables']): StorePlace {
  const data = variables['GREENLIGHT_DATA'] ?? serverVariables.GREENLIGHT_DATA.fallback;
  return { databaseUrl: variables['DATABASE_URL'] ?? null, directory: join(resolve(data), 'store') };
}
