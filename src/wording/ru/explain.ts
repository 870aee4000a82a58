import type { Words } from '../words.js';
import { people } from './people.js';

const behind = (names: string | null): string => (names === null ? '' : ` (${names})`);

function sayWhose(by: string | null, said: string | null): string {
  if (by === null) return said === null ? '' : ` В отчёте: «${said}»`;
  return said === null ? ` Решение: ${by}.` : ` Слова ${by}: «${said}»`;
}

export const explain: Words['explain'] = {
  why: 'Почему задача здесь',
  came: ({ when, from, to, reason, by, said }) =>
    `${when}, переход: ${from} → **${to}**. ${reason}${sayWhose(by, said)}`,
  begun: (when) => `Задача стоит здесь с самого начала: ${when}.`,
  way: 'Как она сюда пришла, последнее внизу',
  move: ({ when, from, to, reason, by }) =>
    `${when}, переход: ${from} → ${to}. ${reason}${by === null ? '' : ` Решение: ${by}.`}`,
  check: (change, verdict, reason) =>
    ({
      green: `Проверка \`greenlight\` в ${change} зелёная: слияние разрешено. ${reason}`,
      waiting: `Проверка \`greenlight\` в ${change} ждёт. ${reason}`,
      blocked: `Проверка \`greenlight\` в ${change} не пропускает. ${reason}`,
    })[verdict],
  asked: 'Чьё решение здесь нужно',
  waiting: (role, holders) => `${people.role[role]}${behind(holders)}: одобрения пока нет`,
  decided: (role, by) => `${people.role[role]}: одобрение есть, ${by}`,
  can: 'Кто что может сделать сейчас',
  canDo: (role, holders, commands) => `**${people.role[role]}**${behind(holders)}: ${commands}`,
  everybody: (commands) => `**Все**: ${commands}`,
};
