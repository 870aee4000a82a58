import type { Role } from '#process/role.js';
import type { Words } from '../words.js';

const named: Readonly<Record<Role, string>> = {
  manager: 'the manager',
  client: 'the client',
  developer: 'the developer',
  tester: 'the tester',
  devops: 'DevOps',
};

/** "a, b and c". */
function join(items: readonly string[], word: string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

export const people: Words['people'] = {
  role: { manager: 'Manager', client: 'Client', developer: 'Developer', tester: 'Tester', devops: 'DevOps' },
  either: (roles) =>
    join(
      roles.map((role) => named[role]),
      'or',
    ),
  everyone: (permission) => `everyone with ${permission} access`,
  unset: 'nobody yet',
  nobody: 'nobody, by choice',
  list: (names) => join(names, 'and'),
  more: (count) => `${count} more`,
};
