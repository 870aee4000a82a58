import type { ReasonFacts, Words } from '../words.js';
import type { reasonsOfJudging as english } from '../en/reasons-of-judging.js';
import { anyOf } from './people.js';

const because = (why: string | null): string => (why === null ? '' : `: «${why}»`);

/** What keeps a test step closed, and what to type. */
function scenariosOpen({ open, failed }: ReasonFacts): string {
  const notWorking =
    failed === null
      ? ''
      : `Не работает: ${failed}. Верните изменение командой \`/reject\` — найденное уйдёт вместе с ним; если всё-таки работает, нашедший пишет \`/pass\` с номером.`;
  const untried =
    open === null
      ? ''
      : `Ещё нет оценки: ${open}. Напишите \`/pass\` с номерами или \`/pass all\`; если что-то не работает — \`/fail\` с номером и тем, что не так.`;
  const said = [notWorking, untried].filter((one) => one !== '');
  return said.length === 0 ? 'Оценены не все тестовые сценарии.' : said.join(' ');
}

/** Why people's words on scenarios, rejections and roles came out as they did. */
export const reasonsOfJudging: Pick<Words['reasons'], keyof typeof english> = {
  scenarios_passed: () => 'Отмечено, что работает.',
  scenario_failed: () => 'Отмечено, что не работает.',
  rejection_lifted: () => 'Отказ снят.',
  role_delegated: () => 'Роль передана для этой задачи.',
  delegation_withdrawn: () => 'Переданная роль возвращена.',
  delegation_expired: () => 'Срок, на который была передана роль, истёк.',
  review_withdrawn: () => 'Ревью отклонено, и его одобрение больше не считается.',
  review_dismissed: () => 'Ревью отклонено, когда задача уже прошла дальше; это записано.',
  scenarios_open: scenariosOpen,
  scenario_unknown: ({ numbers, known }) =>
    `Нет сценария с номером ${numbers ?? 'из команды'}. ${known === null ? 'Сценариев пока нет.' : `Есть: ${known}.`}`,
  failed_by_another: ({ by, why, failed }) =>
    `Это не работает, по словам ${by ?? 'другого человека'}: ${failed ?? 'сценарий'}${because(why)}. Снять это может только ${by ?? 'тот, кто это нашёл,'} или менеджер командой \`/unreject\`; затем сценарий проверяют снова.`,
  reason_missing: () =>
    'Отказ нужно объяснить, чтобы ошибку можно было исправить. Напишите `/reject` и что не так.',
  rejection_stands: ({ by, why }) =>
    `Действует отказ${by === null ? '' : ` (${by})`}${because(why)}. Снять его может только ${by ?? 'его автор'} или менеджер командой \`/unreject\`.`,
  nothing_to_lift: () =>
    'Здесь нет отказа, который вы могли бы снять: свой снимает автор, любой — менеджер. Тому, что уже вернули, нужен новый коммит.',
  own_push: ({ head }) =>
    `Коммит ${head ?? 'последний'} отправлен вами, а своё здесь никто не одобряет. Это должен сделать кто-то другой.`,
  delegate_unknown: ({ to }) =>
    `Нет человека ${to ?? 'с таким именем'} с доступом к этому репозиторию. Напишите логин на GitHub, например \`@name\`.`,
  delegate_is_oneself: () => 'Себе роль не передают. Это может сделать другой менеджер.',
  delegate_wrote_change: ({ to, role, change }) =>
    `Своё здесь никто не оценивает, а автор pull request ${change ?? 'этой задачи'} — ${to ?? 'этот человек'}: ${role === null ? 'эта роль' : `роль ${anyOf([role], 'genitive')}`} не дала бы ничего решить.`,
  delegation_over: ({ until }) =>
    `Этот срок уже прошёл${until === null ? '' : ` (${until})`}. Укажите будущий день или не указывайте ничего: тогда роль вернётся в конце задачи.`,
  delegated_role: () =>
    'Эту роль вам передали, и дальше она не передаётся. Обратитесь к менеджеру репозитория.',
  no_such_delegation: ({ role, to }) =>
    `Роль ${role === null ? 'с таким названием' : anyOf([role], 'genitive')} в этой задаче никому не передана${to === null ? '' : ` (${to})`}.`,
};
