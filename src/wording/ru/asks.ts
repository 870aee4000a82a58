import type { Choice, Words } from '../words.js';
import { asksOfChanges } from './asks-of-changes.js';
import { operations } from './operations.js';
import { anyOf } from './people.js';

const retest = 'Как только они станут зелёными, подключится тестировщик.';
const yes = (then: string): Choice => ({ type: '/approve', then: `да: ${then}` });
const no = (words: string, then: string): Choice => ({ type: `/reject ${words}`, then: `нет: ${then}` });

const judged = (toJudge: boolean): readonly Choice[] => (toJudge ? scenario : []);
const scenario: readonly Choice[] = [
  {
    type: '/pass 1',
    then: 'сценарий 1 работает; несколько: `/pass 1,3`, все, у которых ещё нет оценки: `/pass all`',
  },
  { type: '/fail 2 что не так', then: 'сценарий 2 не работает' },
];

export const asks: Words['asks'] = {
  name_client: () => ({
    title: 'клиент не указан',
    todo: 'Клиент не указан, поэтому ответить некому. Укажите его в `.github/greenlight.yml` в основной ветке: `client: ЛОГИН` с логином на GitHub в разделе `roles:` или `client: none`, если клиента нет.',
    choices: [],
  }),
  give_estimate: () => ({
    title: 'нужна оценка',
    todo: 'Напишите, сколько времени это займёт и, если хотите, сколько будет стоить. Планирование начнётся, когда оценка будет согласована.',
    choices: [{ type: '/estimate 3d 1200 EUR — что входит', then: 'срок, стоимость и примечание' }],
  }),
  agree_estimate: ({ roles }) => ({
    title: `с оценкой должен согласиться ${anyOf(roles, 'nominative')}`,
    todo: 'Прочитайте оценку. Без вашего согласия работа не начнётся.',
    choices: [yes('согласие, начинается планирование'), no('что изменить', 'менеджер даст другую оценку')],
  }),
  write_scenarios: () => ({
    title: 'нет тестовых сценариев',
    todo: 'Запишите, что нужно проверить, по одному сценарию в строке: командой или списком под заголовком «Тестовые сценарии» в тексте issue. Без сценариев работа не начнётся.',
    choices: [
      {
        type: '/scenario Гость бронирует столик на двоих',
        then: 'добавляет сценарий; это может сделать любой, у кого есть роль',
      },
    ],
  }),
  approve_plan: ({ roles, round, startLabel }) => ({
    title: `план должен одобрить ${anyOf(roles, 'nominative')}`,
    todo:
      round > 1
        ? 'Решите, что на этот раз должно быть иначе, добавьте для этого тестовые сценарии и скажите, можно ли начинать работу.'
        : 'Прочитайте тестовые сценарии и скажите, можно ли начинать работу.',
    choices: [
      yes(
        startLabel === null
          ? 'работа начинается'
          : `работа начинается; вместо этого менеджер может поставить метку ${startLabel}`,
      ),
      no('чего не хватает', 'уже полученные одобрения плана понадобятся снова'),
      { type: '/scenario Гость бронирует столик на двоих', then: 'добавляет сценарий' },
      ...(round > 1
        ? [{ type: '/estimate 2d 800 EUR', then: 'срок или стоимость другие: клиента спросят снова' }]
        : []),
    ],
  }),
  open_change: ({ number, change, branch }) => ({
    title: 'нужен pull request',
    todo:
      (change === null ? '' : `Pull request ${change} закрыт: откройте его снова или создайте новый. `) +
      (branch === null
        ? `Сделайте изменение и откройте pull request с текстом \`Closes #${number}\`.`
        : `Сделайте изменение в ветке ${branch} и откройте из неё pull request. Если ветка другая, напишите в его тексте \`Closes #${number}\`.`) +
      ' Тестировщик подключится, когда pull request будет готов к ревью, а его обязательные проверки станут зелёными.',
    choices: [],
  }),
  finish_draft: ({ change }) => ({
    title: 'pull request — черновик',
    todo: `Pull request${change === null ? '' : ` ${change}`} — черновик. Когда всё готово, нажмите в нём «Ready for review».`,
    choices: [],
  }),
  await_checks: ({ change, checks }) => ({
    title: 'идут проверки',
    todo: `Обязательные проверки ${ofPull(change)} ещё не завершены${checks === null ? '' : `: ${checks}`}. ${retest}`,
    choices: [],
  }),
  fix_checks: ({ change, checks }) => ({
    title: 'обязательные проверки не прошли',
    todo: `Обязательные проверки ${ofPull(change)} не прошли${checks === null ? '' : `: ${checks}`}. Отправьте исправление. ${retest}`,
    choices: [],
  }),
  push_fix: ({ change }) => ({
    title: 'нужен новый коммит',
    todo: `Последний коммит ${ofPull(change)} возвращён на доработку. Отправьте новый; он попадёт к тестировщику, когда его проверки станут зелёными.`,
    choices: [{ type: '/ready', then: 'менять ничего не нужно: тот же коммит снова идёт к тестировщику' }],
  }),
  test_change: ({ roles, toJudge }) => ({
    title: `решает ${anyOf(roles, 'nominative')}`,
    todo: 'Проверьте изменение в песочнице, сценарий за сценарием. Затем ответьте комментарием здесь или в pull request либо оставьте там ревью.',
    choices: [
      ...judged(toJudge),
      yes('всё работает, дальше изменение объединяется с рабочей версией'),
      no('что не так', 'изменение вернётся к разработчику с вашими словами'),
    ],
  }),
  test_product: ({ roles, toJudge }) => ({
    title: `решает ${anyOf(roles, 'nominative')}`,
    todo: 'Проверьте ещё раз, сценарий за сценарием: теперь в песочнице изменение вместе со всем, что уже работает в продакшене.',
    choices: [
      ...judged(toJudge),
      yes('всё работает, дальше клиент смотрит демо'),
      no('что не так', 'изменение вернётся к разработчику с вашими словами'),
    ],
  }),
  start_sandbox: () => ({
    title: 'песочница остановлена',
    todo: 'Песочница остановлена: смотреть нечего, и одобрить ничего нельзя. Данные сохранены, сначала запустите её.',
    choices: [{ type: '/sandbox start', then: 'запускает её такой, какой она была' }],
  }),
  redeploy_sandbox: () => ({
    title: 'в песочнице другая версия',
    todo: 'В песочнице не та версия, о которой нужно решать. Сначала разверните в ней нужную.',
    choices: [{ type: '/sandbox redeploy', then: 'разворачивает нужную версию' }],
  }),
  judge_demo: ({ roles }) => ({
    title: `решает ${anyOf(roles, 'nominative')}`,
    todo: 'Откройте демо и попробуйте. В продакшен изменение попадёт только после вашего «да».',
    choices: [yes('можно в продакшен'), no('что изменить', 'изменим, и вы получите новое демо')],
  }),
  await_production: () => ({
    title: 'ждёт продакшена',
    todo: 'Делать ничего не нужно: в продакшен выходит одна задача за раз, в порядке одобрения.',
    choices: [],
  }),
  test_production: ({ roles, toJudge }) => ({
    title: `решает ${anyOf(roles, 'nominative')}`,
    todo: 'Изменение в продакшене. Проверьте его там, сценарий за сценарием.',
    choices: [
      ...judged(toJudge),
      yes('всё работает, дальше последний взгляд клиента'),
      no('что не так', 'продакшен вернётся к прежней версии, а изменение — к разработчику'),
    ],
  }),
  judge_final_demo: ({ roles }) => ({
    title: `решает ${anyOf(roles, 'nominative')}`,
    todo: 'Изменение в продакшене. Посмотрите на него там в последний раз.',
    choices: [
      yes('работа закончена, релиз публикуется; текст после команды сохранится как отзыв'),
      no('что не так', 'вернётся прежняя версия, мы внесём изменения, и вы получите новое демо'),
      { type: '/followup что сделать дальше', then: 'записывается на потом и ничего не задерживает' },
    ],
  }),
  await_greenlight: ({ operation }) => ({
    title: `Greenlight ${operation === null ? 'работает' : operations[operation].doing}`,
    todo: `Greenlight ${operation === null ? 'работает' : operations[operation].doing}. Делать ничего не нужно.`,
    choices: [],
  }),
  retry: ({ operation, touched }) => ({
    title: operation === null ? 'произошла ошибка' : lowered(operations[operation].failed),
    todo: 'Исправьте причину, затем:',
    choices: [
      { type: operation === 'BackUpProduction' ? '/backup' : '/retry', then: 'повторяет попытку' },
      ...(touched && operation === 'DeployProduction'
        ? [{ type: '/rollback', then: 'возвращает продакшен к прежней версии (DevOps или тестировщик)' }]
        : []),
    ],
  }),
  lift_hold: () => ({
    title: 'на паузе',
    todo: 'Пока задача на паузе, ничего не происходит.',
    choices: [{ type: '/unhold', then: 'работа продолжится с того же места' }],
  }),
  mend_config: () => ({
    title: 'настройки не читаются',
    todo: 'Исправьте `.github/greenlight.yml` в основной ветке. Файл будет прочитан снова автоматически; до этого одобрить ничего нельзя.',
    choices: [],
  }),
  await_queue: ({ change }) => ({
    title: 'ожидание очереди слияний',
    todo: `Pull request${change === null ? '' : ` ${change}`} стоит в очереди слияний. После слияния он сравнивается с тем, что одобрено, и выходит в продакшен; здесь делать ничего не нужно.`,
    choices: [],
  }),
  merge_change: ({ change }) => ({
    title: 'ожидание слияния',
    todo: `Всё одобрено, проверка зелёная. Выполните слияние pull request${change === null ? '' : ` ${change}`} на GitHub; это может сделать любой, у кого есть право. Сразу после этого изменение выходит в продакшен.`,
    choices: [{ type: '/retry', then: 'помеха устранена: слияние выполнит Greenlight' }],
  }),
  reopen: () => ({
    title: 'задача отменена',
    todo: 'Делать больше ничего не нужно. Чтобы вернуться к работе, откройте issue снова.',
    choices: [],
  }),
  lift_production_hold: () => ({
    title: 'продакшен остановлен после отката',
    todo: 'Выясните, почему понадобился откат. Затем:',
    choices: [
      { type: '/unhold', then: 'продакшен снова открыт, и в него выпускается следующая задача в очереди' },
    ],
  }),
  await_freeze: () => ({
    title: 'сейчас ничего не выпускается',
    todo: 'Делать ничего не нужно: когда это время пройдёт, задача будет выпущена автоматически.',
    choices: [],
  }),
  nothing: () => ({ title: 'всё готово', todo: 'Всё готово.', choices: [] }),
  ...asksOfChanges,
};

/** Whose checks or commit, after a noun. */
const ofPull = (change: string | null): string =>
  change === null ? 'этого pull request' : `pull request ${change}`;

/** As part of a sentence. */
const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
