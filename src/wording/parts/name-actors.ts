import { delegatesOf } from '#process/delegations.js';
import type { Role } from '#process/role.js';
import type { About } from '../about.js';
import { nameHolders } from './name-holders.js';
import { nameLogin } from './name-login.js';

/** More names than these only fill the screen. */
const mostDelegates = 6;

type Actors = Pick<About, 'settings' | 'problem' | 'words'> & { readonly task: About['task'] | null };

/** Who acts in these roles: the change's author as its developer, else whoever has the role; `null` when that is not known. */
export function nameActors(
  roles: readonly Role[],
  { task, settings, problem, words }: Actors,
): string | null {
  if (settings === null || problem !== null) return null;
  const names = roles.flatMap((role) => [
    role === 'developer' && task?.change
      ? nameLogin(task.change.author)
      : nameHolders(settings.roles[role], words),
    ...(task === null ? [] : delegatesOf(task, role).slice(0, mostDelegates).map(nameLogin)),
  ]);
  return names.length === 0 ? null : [...new Set(names)].join(', ');
}
