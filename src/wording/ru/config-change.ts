import type { Words } from '../words.js';
import { people } from './people.js';
import { counted } from './plural.js';

const problemForms = { one: 'ошибка', few: 'ошибки', many: 'ошибок', other: 'ошибки' };
const changeForms = { one: 'настройка', few: 'настройки', many: 'настроек', other: 'настройки' };
const askedOf = (names: string | null): string => names ?? 'никто';

export const configChange: Words['configChange'] = {
  title: {
    broken: (problems) => `С такой конфигурацией работать нельзя: ${counted(problems, problemForms)}`,
    mended: 'Эта конфигурация годится, а нынешняя нет',
    changed: (changes) => `Что изменится: ${counted(changes, changeForms)}`,
    same: 'Ничего не изменится',
  },
  broken: 'Если слить это как есть, ничего нельзя будет одобрить, пока ошибки не исправят. Что не так:',
  problem: (line, message) => `Строка ${line}: ${message}`,
  mended: 'Конфигурация, которая действует сейчас, непригодна. После слияния задачи пойдут дальше.',
  same: 'Файл другими словами говорит то же, что действует сейчас.',
  roles: 'У кого какая роль',
  role: (role, before, after) => `${people.role[role]}: ${before} → ${after}`,
  gates: 'Чьё решение нужно на каком шаге',
  gate: (step, before, after) => `${step}: ${askedOf(before)} → ${askedOf(after)}`,
  keys: 'Настройки',
  key: (path, before, after) =>
    before === null
      ? `${path} получает значение ${after ?? ''}`
      : after === null
        ? `${path} убрано (было ${before}); действует значение по умолчанию`
        : `${path}: было ${before}, станет ${after}`,
  judged:
    'До слияния ничего из этого не действует: и этот pull request проверяется по конфигурации основной ветки.',
};
