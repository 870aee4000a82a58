import type { Role } from '#process/role.js';
import type { Words } from '../words.js';

type Case = 'nominative' | 'genitive' | 'dative' | 'instrumental';

/** DevOps is not declined. */
const named: Readonly<Record<Role, Readonly<Record<Case, string>>>> = {
  manager: {
    nominative: 'менеджер',
    genitive: 'менеджера',
    dative: 'менеджеру',
    instrumental: 'менеджером',
  },
  client: { nominative: 'клиент', genitive: 'клиента', dative: 'клиенту', instrumental: 'клиентом' },
  developer: {
    nominative: 'разработчик',
    genitive: 'разработчика',
    dative: 'разработчику',
    instrumental: 'разработчиком',
  },
  tester: {
    nominative: 'тестировщик',
    genitive: 'тестировщика',
    dative: 'тестировщику',
    instrumental: 'тестировщиком',
  },
  devops: { nominative: 'DevOps', genitive: 'DevOps', dative: 'DevOps', instrumental: 'DevOps' },
};

/** "a, b и c". */
function join(items: readonly string[], word: string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** Any of these roles, in a case: "менеджера или DevOps". */
export function anyOf(roles: readonly Role[], form: Case): string {
  return join(
    roles.map((role) => named[role][form]),
    'или',
  );
}

export const people: Words['people'] = {
  role: {
    manager: 'Менеджер',
    client: 'Клиент',
    developer: 'Разработчик',
    tester: 'Тестировщик',
    devops: 'DevOps',
  },
  either: (roles) => anyOf(roles, 'nominative'),
  everyone: (permission) => `все с доступом \`${permission}\``,
  unset: 'пока не указано',
  nobody: 'роль не используется',
  list: (names) => join(names, 'и'),
  more: (count) => `ещё ${count}`,
};
