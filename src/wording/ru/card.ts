import type { Words } from '../words.js';
import { anyOf, people } from './people.js';
import { atStep } from './stages.js';
import { versionPart } from './version-part.js';

const onCommit = (head: string | null): string => (head === null ? '' : `, коммит ${head}`);
const noted = (note: string | null): string => (note === null ? '' : ` — «${note}»`);

export const card: Words['card'] = {
  round: (round) => `итерация ${round}`,
  since: (when) => `С ${when}`,
  next: (who, names) => `**Следующий ход: ${who}${names === null ? '' : ` (${names})`}.**`,
  nextAlone: '**Дальше:**',
  sandbox: 'Песочница',
  sandboxStopped: 'Песочница: остановлена',
  sandboxUntil: (when) => `(работает до ${when})`,
  sandboxPinned: '(работает до конца задачи)',
  demo: 'Открыть демо',
  production: 'Продакшен',
  change: (number) => `Pull request #${number}`,
  log: 'Журнал ошибки',
  steps: 'Шаги',
  done: 'Пройдены',
  now: 'Сейчас',
  ahead: 'Впереди',
  estimate: 'Оценка',
  estimateBy: (by) => `от ${by}`,
  agreed: (by, when) => `согласовано с ${by}, ${when}`,
  revision: (revision) => `редакция ${revision}`,
  formerEstimates: 'Прежние оценки',
  formerEstimate: ({ revision, estimate, by, agreed, ended, endedBy, when }) =>
    `Редакция ${revision}: ${estimate}, от ${by}${agreed === null ? '' : `, согласовано с ${agreed}`}; ${ended === 'declined' ? 'отклонена' : 'заменена'} (${endedBy}), ${when}`,
  version: (part, by) => `**Версия:** релиз повышает ${versionPart[part]} (${by}, командой \`/release\`)`,
  times: {
    title: 'На что ушло время',
    byStep: 'По шагам',
    byTurn: 'По тому, чей был ход',
    nobody: 'Greenlight и GitHub',
    hint: 'По календарю, с ночами и выходными. Текущий ход учитывается, когда закончится.',
  },
  notAgreed: 'пока не согласовано',
  startedUnagreed: 'работа началась без согласования',
  scenarios: 'Тестовые сценарии',
  approvals: 'Одобрено в этой итерации',
  approval: ({ step, by, role, head, note }) =>
    `${step}: ${by} (${people.either([role])})${onCommit(head)}${noted(note)}`,
  override: ({ step, roles, reasons }) =>
    `${step}: **пройден без решения ${anyOf(roles, 'genitive')}** — согласование пропущено: ${reasons}`,
  sentBack: ({ step, by, round, head }) =>
    `Последний возврат на доработку: ${by}, ${atStep(step)} (итерация ${round}${head === null ? '' : `, ${head}`})`,
  declined: (by) => `Последняя оценка отклонена (${by})`,
  noReason: 'Причина не указана.',
  conflict: 'Изменение конфликтует с рабочей версией: в обеих изменено одно и то же место.',
  conflictRemedy:
    'Слейте основную ветку в ветку этого pull request, разрешите там конфликт и отправьте коммит.',
  sentBackBefore: 'Последний возврат на доработку',
  followups: 'Записано на потом',
  by: (text, by) => `${text} (${by})`,
  feedback: 'Отзыв клиента',
  released: (link) => `**Релиз выпущен: ${link}.** Изменение в продакшене и в основной ветке.`,
  cancelled: (by, why) => `**Задача отменена**, решение — ${by}${why === null ? '' : `: «${why}»`}.`,
  roles: 'У кого какая роль',
  rolesHint: 'Роли задаются в `.github/greenlight.yml` в основной ветке.',
  more: (count) => `… и ещё ${count}`,
  hint: '`/status` в комментарии покажет, где сейчас задача, `/help` — что вы можете сделать.',
};
