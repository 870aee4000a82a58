import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';

/** Gives the repository another name; what is asked for under the old one is not found, as when another took that name. */
export function renameRepository(doer: Doer, name: string): void {
  const from = doer.repository.name;
  doer.repository.name = name;
  emit(doer, 'repository', 'renamed', { changes: { repository: { name: { from } } } });
}
