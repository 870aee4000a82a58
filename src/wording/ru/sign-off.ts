import type { Words } from '../words.js';
import { versionPart } from './version-part.js';

export const signOff: Words['signOff'] = {
  title: (tag) => `Запись о согласовании ${tag}`,
  version: ({ tag, part, said, by }) => {
    const raised = `Версия ${tag}: повышен ${versionPart[part]}`;
    switch (said) {
      case 'command':
        return `${raised}, решение — ${by ?? 'менеджер'}.`;
      case 'label':
        return `${raised}, как указано меткой на issue.`;
      case 'commits':
        return `${raised}, как следует из сообщений коммитов.`;
      case 'config':
        return `${raised}, как задано в настройках репозитория.`;
    }
  },
  agreement: 'О чём договорились',
  agreed: (revision) => (revision === 1 ? 'Первая оценка' : `Оценка, редакция ${revision}`),
  noAgreement: 'Оценки не было.',
  given: (by, when) => `Оценка от ${by}, ${when}.`,
  actual: 'План и факт',
  planned: (estimate) => `План: ${estimate}`,
  took: (span) => `Факт: ${span} от согласования до релиза, по календарю, с ночами и выходными`,
  deployments: 'Что было развёрнуто в продакшене',
  deployed: ({ commit, when, backup, live }) =>
    `Коммит ${commit}, начало ${when}, после резервной копии ${backup}; ${live === null ? 'проверки не пройдены' : `работает с ${live}`}`,
  restored: (when) => `откат ${when}`,
  backups: 'Резервные копии',
  backup: ({ id, environment, commit, when, sha256 }) =>
    `${id}, окружение ${environment}${commit === null ? '' : `, коммит ${commit}`}, ${when}, контрольная сумма ${sha256}`,
  check: 'Как это проверить',
  howToCheck: ({ file, entries, fingerprint }) =>
    `В ${file} — весь журнал задачи, из которого всё это следует (записей: ${entries}). Каждая запись содержит хеш самой себя и предыдущей; последний — ${fingerprint}. \`greenlight verify ${file}\` проверяет цепочку и сообщает, совпадает ли запись о согласовании с журналом. Сравните отпечаток с тем, что указан в описании релиза.`,
};
