import type { Words } from '../words.js';
import { people } from './people.js';
import { counted } from './plural.js';

const rounds = { one: 'итерация', few: 'итерации', many: 'итераций', other: 'итерации' };
const rollbacksOf = { one: 'откат', few: 'отката', many: 'откатов', other: 'отката' };

export const record: Words['record'] = {
  changed: 'Что изменилось',
  reference: (issue, change) =>
    change === null || change === issue ? `(#${issue})` : `(#${issue}, pull request #${change})`,
  tested: 'Что проверено',
  signedOff: 'Кто одобрил',
  estimated: (by, when) => `Оценка: от ${by}, ${when}`,
  agreed: (by, when) => `Оценка: согласовано с ${by}, ${when}`,
  approved: ({ step, by, role, head, note, when }) =>
    `${step}: ${by} (${people.either([role])})${head === null ? '' : `, коммит ${head}`}, ${when}${note === null ? '' : ` — «${note}»`}`,
  overrides: 'Пропущенные согласования',
  override: ({ step, reasons, when }) => `${step}: ${reasons}, ${when}`,
  commit: ({ head, live, tree }) =>
    `Одобрено, развёрнуто и выпущено: коммит ${head}, объединён с ${live}, дерево файлов ${tree}.`,
  way: 'Как шла работа',
  attached: ({ files, entries, fingerprint }) =>
    `Запись о согласовании приложена (${files}). Записей в журнале задачи: ${entries}; их отпечаток — ${fingerprint}.`,
  counts: (count, rollbacks) =>
    `${counted(count, rounds)}, ${rollbacks === 0 ? 'без откатов' : counted(rollbacks, rollbacksOf)}`,
  back: ({ step, by, when, why }) =>
    `${step}: возврат на доработку, ${by}, ${when}${why === null ? '' : `: «${why}»`}`,
  feedback: 'Отзыв клиента',
  upcoming: 'Что дальше',
  followup: ({ by, issue }) => `Записано во время работы над #${issue} (${by}):`,
  followupTitle: (issue) => `Сделать после #${issue}`,
  followupHint: 'Чтобы этот issue стал задачей, менеджер ставит на него начальную метку.',
  mergeMessage: (issue, title) =>
    `Задача ${issue} объединена с рабочей версией\n\nЗадача: ${title}\n\nСоздано Greenlight на шаге 6 для проверки в песочнице.`,
  mergeTitle: (title, issue) => `${title} (#${issue})`,
  revertTitle: (title, issue) => `Отмена «${title}» (задача ${issue})`,
  revertBody: ({ issue, change }) =>
    `То, что принёс #${change}, убирается из основной ветки: по задаче #${issue} был откат, и в продакшене работает прежняя версия.\n\nСлияние выполнит Greenlight. Доработка придёт в новом pull request; чтобы начать с того, что убрано, отмените в нём эту отмену.`,
  notReverted: {
    closed: (revert) => `pull request #${revert} с отменой закрыт; откройте его снова`,
    failing: (revert, checks) => `обязательные проверки в #${revert} с отменой не проходят: ${checks}`,
    refused: (revert, why) => `GitHub не выполнил слияние #${revert} с отменой: ${why}`,
  },
  revertCheck: {
    title: 'Возвращает основную ветку к прежней версии',
    summary: (issue) =>
      `Этот pull request отменяет изменение, по которому был откат, чтобы основная ветка снова совпадала с продакшеном. Слияние выполнит Greenlight.\n\nПолная картина — в карточке в #${issue}.`,
  },
  releaseTitle: (tag, title) => (title === '' ? tag : `${tag}: ${title}`),
  notReleased: {
    closed: 'pull request закрыт; откройте его снова',
    anotherHead: (head, approved) =>
      `в pull request теперь ${head}, а одобрен ${approved}; отправьте ${approved} снова или отмените задачу`,
    anotherTree: (merged) =>
      `в основную ветку попало (${merged}) не то, что одобрено, поэтому релиз не выпущен`,
    pushedMeanwhile: 'во время слияния в pull request появился новый коммит',
    leftTheQueue:
      'очередь слияний убрала pull request, не выполнив слияние; причина на его странице на GitHub',
    refused: (why) => `GitHub не выполнил слияние: ${why}`,
    anotherBase: (base) => `pull request направлен в ${base}, а не в основную ветку; верните прежнюю ветку`,
  },
};
