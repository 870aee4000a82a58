import { stageTable } from '#process/stages.js';
import type { Stage } from '#process/stage.js';
import type { StageWords, Words } from '../words.js';

const said = (stage: Stage, title: string, about: string): StageWords => {
  const { step } = stageTable[stage];
  return { title, step: `Шаг ${step} · ${title}`, about: `Шаг ${step}: ${about}` };
};

/** A step inside a sentence: "на шаге 5 · Тестирование". */
export const atStep = (step: string): string => step.replace(/^Шаг /, 'на шаге ');

export const stages: Words['stages'] = {
  discussion: said('discussion', 'Обсуждение', 'менеджер оценивает срок и стоимость, клиент соглашается'),
  planning: said('planning', 'Планирование', 'тестовые сценарии и план, который согласуют'),
  sandbox: said('sandbox', 'Песочница', 'для задачи создаётся копия рабочей версии'),
  development: said('development', 'Разработка', 'разработчик готовит изменение'),
  testing: said('testing', 'Тестирование', 'тестировщик проверяет изменение в песочнице'),
  integration: said('integration', 'Интеграция', 'изменение объединяется с рабочей версией'),
  'integration-testing': said(
    'integration-testing',
    'Интеграционное тестирование',
    'тестировщик проверяет изменение вместе с рабочей версией',
  ),
  backup: said('backup', 'Резервное копирование', 'копии рабочей версии и песочницы'),
  demo: said('demo', 'Демо', 'клиент смотрит демо и принимает решение'),
  deployment: said('deployment', 'Развёртывание', 'одобренное изменение выходит в продакшен'),
  'production-testing': said(
    'production-testing',
    'Тестирование в продакшене',
    'тестировщик проверяет изменение в продакшене',
  ),
  rollback: said('rollback', 'Откат', 'продакшен возвращается к прежней версии'),
  'final-demo': said('final-demo', 'Финальное демо', 'клиент в последний раз смотрит рабочую версию'),
  teardown: said('teardown', 'Удаление песочницы', 'песочница удаляется'),
  release: said('release', 'Релиз', 'слияние, тег и публикация релиза'),
  released: {
    title: 'Релиз выпущен',
    step: 'Релиз выпущен',
    about: 'Шаг 11 пройден: изменение в продакшене, слияние и публикация готовы',
  },
  cancelled: { title: 'Задача отменена', step: 'Задача отменена', about: 'Работа прекращена до релиза' },
};
