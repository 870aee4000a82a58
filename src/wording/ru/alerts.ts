import type { Words } from '../words.js';
import { anyOf } from './people.js';
import { atStep } from './stages.js';

const because = (why: string | null): string => (why === null ? '' : `: «${why}»`);

export const alerts: Words['alerts'] = {
  config: (problem) =>
    `**Настройки не читаются:** ${problem}\nПока \`.github/greenlight.yml\` в основной ветке не исправлен, одобрить ничего нельзя.`,
  held: ({ by, when, why }) => `**На паузе** с ${when}, решение — ${by}${because(why)}.`,
  mergedOutside: (when) =>
    `**Остановлено:** слияние pull request выполнено в обход Greenlight, до одобрения всеми (${when}). Посмотрите, что попало в основную ветку, и решите, что с этим делать, прежде чем снимать задачу с паузы.`,
  unanswered: (when) =>
    `**На паузе** с ${when}: ответа вовремя не было. Ничего не потеряно: когда задачу снимут с паузы, тех, кого ждут, спросят ещё раз.`,
  failed: ({ what, why, meaning, log }) =>
    `**${what}:** ${why}${log === null ? '' : ` (${log})`}\n${meaning}`,
  retry: '`/retry` повторит попытку (DevOps или менеджер).',
  cancelling: (by, why) => `**Задача отменяется**, решение — ${by}${because(why)}.`,
  rollingBack: ({ by, why, then }) =>
    `**Продакшен возвращается к прежней версии**, ${by === null ? 'потому что отвечает не так, как должен' : `по запросу ${by}`}${because(why)}.\nПосле этого: ${then}.`,
  queue: (position, ahead) =>
    `**Одобрено, ждёт продакшена:** место в очереди — ${position + 1}${ahead === null ? '' : `, впереди ${ahead}`}. Начнётся автоматически.`,
  override: ({ by, step, reason, needs, type }) =>
    `**Предложение пропустить согласование ${atStep(step)}** (${by}): «${reason}»\nОно подействует, только если другой человек — ${anyOf(needs, 'nominative')} — подтвердит его командой \`${type}\`.`,
  noClientExample: 'client: ЛОГИН # логин клиента на GitHub; если клиента нет: none',
  noClient:
    '**Клиент не указан**, поэтому согласиться с оценкой и одобрить демо некому.\nУкажите клиента в `.github/greenlight.yml` в основной ветке; у остальных ролей есть значения по умолчанию (см. «У кого какая роль» ниже):',
};
