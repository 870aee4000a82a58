import type { Settings } from '#config/settings.js';
import { delegatesOf } from '#process/delegations.js';
import type { Role } from '#process/role.js';
import type { Task } from '#process/task.js';

/** Who is mentioned: people and teams by name; the developer is the change's author once there is one. */
export function mentionsOf(settings: Settings, roles: readonly Role[], task: Task): readonly string[] {
  const names = roles.flatMap((role) => {
    if (role === 'developer' && task.change !== null) return [`@${task.change.author}`];
    const source = settings.roles[role];
    const lent = delegatesOf(task, role).map((login) => `@${login}`);
    if (source.kind !== 'people') return lent;
    return [
      ...source.users.map((user) => `@${user}`),
      ...source.teams.map(({ org, slug }) => `@${org}/${slug}`),
      ...lent,
    ];
  });
  return [...new Set(names)];
}
