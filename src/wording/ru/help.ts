import type { Words } from '../words.js';
import { people } from './people.js';

export const help: Words['help'] = {
  what: {
    request: (by) => (by === null ? 'чья-то просьба' : `просьба ${by}`),
    news: () => 'событие на GitHub',
    outcome: () => 'результат операции',
    wake: () => 'наступивший срок',
    call: () => 'обращение к участнику',
    answer: (by) => (by === null ? 'ответ на комментарий' : `ответ для ${by}`),
  },
  needed: ({ what, more, when }) =>
    [
      `**По этой задаче нужна помощь.** Сколько ни пробовали, обработать не удалось и отложено ${when}: ${people.list(what)}${more === 0 ? '' : ` (и ещё ${more})`}.`,
      'Ничего не потеряно, остальное по задаче идёт своим чередом. `/retry` повторит отложенное (DevOps или менеджер).',
    ].join('\n'),
  onServer: (command) => `Причину покажут ${command} на сервере и журнал сервера.`,
};
