import type { Words } from '../words.js';

export const notice: Words['notice'] = {
  onward: 'Работа идёт дальше',
  back: 'Возвращено на доработку',
  rolledBack: 'Продакшен возвращается к прежней версии',
  cancelled: 'Задача отменена',
  released: 'В продакшене и в основной ветке, релиз опубликован',
  next: (who) => `Следующий ход: ${who}`,
};
