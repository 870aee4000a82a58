import type { Words } from '../words.js';

export const deployments: Words['deployments'] = {
  provision: {
    sandbox: { running: 'Создаётся песочница из рабочей версии', done: 'Песочница готова' },
    production: { running: 'Создаётся продакшен', done: 'Продакшен готов' },
  },
  deploy: {
    sandbox: { running: 'Изменение разворачивается в песочнице', done: 'Изменение в песочнице' },
    production: {
      running: 'Изменение разворачивается в продакшене',
      done: 'Изменение в продакшене, всё работает',
    },
  },
  restore: {
    sandbox: { running: 'Песочница возвращается к прежней версии', done: 'В песочнице прежняя версия' },
    production: { running: 'Продакшен возвращается к прежней версии', done: 'В продакшене прежняя версия' },
  },
  stop: {
    sandbox: { running: 'Песочница останавливается', done: 'Песочница остановлена, данные сохранены' },
    production: { running: 'Продакшен останавливается', done: 'Продакшен остановлен' },
  },
  start: {
    sandbox: {
      running: 'Песочница запускается такой, какой была',
      done: 'Песочница снова работает такой, какой была',
    },
    production: { running: 'Продакшен запускается', done: 'Продакшен работает' },
  },
  destroy: {
    sandbox: { running: 'Песочница удаляется', done: 'Песочница удалена' },
    production: { running: 'Продакшен удаляется', done: 'Продакшен удалён' },
  },
};
