import type { ReasonFacts, Words } from '../words.js';
import { reasonsOfChanges } from './reasons-of-changes.js';
import { reasonsOfJudging } from './reasons-of-judging.js';
import { operations } from './operations.js';
import { anyOf } from './people.js';
import { atStep, stages } from './stages.js';

function sayNotHere({ stage }: ReasonFacts): string {
  if (stage === null) return 'Сейчас это невозможно.';
  if (stage === 'released' || stage === 'cancelled') return 'Это уже невозможно: задача завершена.';
  return `Это невозможно ${atStep(stages[stage].step)}.`;
}

const because = (why: string | null): string => (why === null ? '' : `: «${why}»`);

/** Why a pull request cannot be tested yet. */
function notReady({ why, change, checks }: ReasonFacts): string {
  const pull = change === null ? 'Pull request' : `Pull request ${change}`;
  const named = checks === null ? '' : ` (${checks})`;
  switch (why) {
    case 'draft':
      return `${pull} — черновик. Сначала нажмите в нём «Ready for review».`;
    case 'failing':
      return `Обязательные проверки pull request не прошли${named}. Сначала они должны стать зелёными.`;
    case 'pending':
      return `Обязательные проверки pull request ещё не завершены${named}. Сначала они должны стать зелёными.`;
    case 'rejected':
      return 'Именно этот коммит возвращён на доработку. Сначала отправьте исправление.';
    default:
      return `${pull} ещё не готов.`;
  }
}

function roleMissing({ needed, holders }: ReasonFacts): string {
  if (needed.length === 0) return 'Здесь ни от кого не ждут решения.';
  const who = `Это может сделать только ${anyOf(needed, 'nominative')}, а у вас здесь нет этой роли.`;
  return holders === null ? who : `${who} У кого она есть: ${holders}.`;
}

function changeMoved({ why, head, was }: ReasonFacts): string {
  if (why === 'change_closed') return 'Pull request тем временем закрыт.';
  if (why === 'change_drafted') return 'Pull request тем временем снова стал черновиком.';
  if (head === null || was === null || head === was)
    return 'Pull request изменился, пока вы смотрели его прежнее состояние.';
  return `Появился новый коммит ${head}, а вы смотрели ${was}. О новом нужно решать заново.`;
}

export const reasons: Words['reasons'] = {
  // moved on
  task_proposed: () => 'Этот issue стал задачей.',
  estimate_given: () => 'Оценка дана.',
  estimate_withdrawn: () => 'Оценка отклонена.',
  gate_passed: () => 'Все, кто должен решать, одобрили.',
  sandbox_ready: () => 'Песочница готова.',
  sandbox_stands: () => 'План одобрен, а песочница уже есть.',
  change_ready: () => 'Pull request готов, его обязательные проверки зелёные.',
  integrated: () => 'Изменение объединено с рабочей версией.',
  backed_up: () => 'Резервные копии сохранены.',
  reminded: () => 'Тем, кто ещё не ответил, отправлено напоминание.',
  waited_too_long: () => 'Ответа вовремя не было.',
  production_granted: () => 'Продакшен свободен для этой задачи.',
  production_touched: () => 'Резервная копия продакшена сделана, развёртывание началось.',
  production_healthy: () => 'Изменение в продакшене, всё работает.',
  production_restored: () => 'В продакшене снова прежняя версия.',
  sandbox_removed: () => 'Песочница удалена.',
  sandbox_left: () => 'Песочница удалена не полностью.',
  released: () => 'Слияние выполнено, тег поставлен, релиз опубликован.',
  reopened: () => 'Работа над задачей возобновлена.',
  // went back
  rejected: () => 'Возвращено на доработку.',
  change_pushed: () => 'Появился новый коммит, его нужно протестировать.',
  change_closed: () => 'Pull request закрыт.',
  change_drafted: () => 'Pull request снова стал черновиком.',
  checks_failed: () => 'Обязательная проверка не прошла.',
  sandbox_unhealthy: () => 'Песочница отвечает не так, как должна.',
  integration_conflict: () => 'Изменение не удалось объединить с рабочей версией.',
  integration_unhealthy: () =>
    'Изменение, объединённое с рабочей версией, отвечает в песочнице не так, как должно.',
  live_moved: () =>
    'Тем временем в продакшен вышло другое изменение, поэтому сначала нужно объединиться с ним.',
  production_unhealthy: () => 'Продакшен отвечал не так, как должен.',
  rollback_requested: () => 'Поступил запрос вернуть продакшен к прежней версии.',
  cancelled: () => 'Задача отменена.',
  // kept, with something noted
  approval_kept: () => 'Одобрение учтено.',
  scenario_added: () => 'Сценарий записан.',
  followup_added: () => 'Записано на потом.',
  ready_declared: () => 'Коммит снова идёт к тестировщику.',
  change_seen: () => 'Состояние pull request обновлено.',
  issue_seen: () => 'Состояние issue обновлено.',
  sandbox_served: () => 'В песочнице нужное изменение.',
  sandbox_redeploying: () => 'Песочница разворачивается снова.',
  backing_up: () => 'Делается резервная копия продакшена.',
  backup_stored: () => 'Резервная копия сохранена.',
  retrying: () => 'Попытка повторяется.',
  watch_ended: () => 'Время наблюдения закончилось, продакшен всё это время работал.',
  version_part_chosen: () => 'Релиз повысит эту часть версии.',
  operation_failed: ({ operation, why }) =>
    `${operation === null ? 'Произошла ошибка' : operations[operation].failed}${because(why)}.`,
  held: () => 'Задача поставлена на паузу.',
  unheld: () => 'Задача снята с паузы.',
  merged_outside: () =>
    'Слияние pull request выполнено в обход Greenlight, поэтому задача поставлена на паузу.',
  override_begun: () => 'Чтобы пропустить согласование, нужен второй человек.',
  override_complete: () => 'Два человека пропустили согласование без тех, кто должен решать.',
  sandbox_stopping: () => 'Песочница останавливается, данные сохраняются.',
  sandbox_stopped: () => 'Песочница остановлена, данные сохранены.',
  sandbox_starting: () => 'Песочница запускается.',
  sandbox_started: () => 'Песочница снова работает такой, какой была.',
  sandbox_extended: () => 'Работа песочницы продлена.',
  sandbox_pinned: () => 'Песочница работает до конца задачи.',
  sandbox_ending: () => 'Время песочницы почти вышло.',
  // refused
  not_a_person: () => 'Это могут делать только люди, не приложения и не боты.',
  role_missing: roleMissing,
  own_change: () =>
    'Вы автор этого изменения, а собственную работу здесь не одобряют. Решить должен кто-то другой.',
  on_hold: ({ by, why }) =>
    // Greenlight's own reason is written in English in the journal.
    by === 'Greenlight'
      ? 'Задача на паузе: её остановила автоматика; причина указана в карточке.'
      : `Задача на паузе${by === null ? '' : ` (решение — ${by})`}${because(why)}.`,
  config_broken: ({ problem }) => `Настройки этого репозитория не читаются${because(problem)}.`,
  not_possible_here: sayNotHere,
  already_a_task: () => 'Это уже задача.',
  estimate_missing: () => 'Оценки, о которой можно решать, пока нет.',
  scenarios_missing: () => 'Нет ни одного тестового сценария, а без них работа не начнётся.',
  change_missing: () => 'У этой задачи пока нет открытого pull request.',
  change_not_ready: notReady,
  change_moved: changeMoved,
  review_of_another_commit: ({ head }) =>
    `Ваше ревью относится к ${head === null ? 'более раннему коммиту' : `коммиту ${head}`}, а в pull request есть более новый. Посмотрите его и оставьте ревью снова.`,
  written_before_push: ({ head }) =>
    `Вы написали это до того, как появился ${head === null ? 'последний коммит' : `коммит ${head}`}. Посмотрите на него и повторите.`,
  written_before_step: () =>
    'Вы написали это до того, как здесь появился этот шаг. Если вы отвечаете на то, о чём спрашивают сейчас, повторите.',
  sandbox_not_ready: () => 'В песочнице пока не то, о чём вам нужно решить. Повторите, когда она обновится.',
  nothing_failed: () => 'Ошибок нет, повторять нечего.',
  busy: ({ operation }) =>
    `Greenlight ${operation === null ? 'работает' : operations[operation].doing}. Подождите, пока это закончится.`,
  not_held: () => 'Задача не на паузе.',
  already_held: () => 'Задача уже на паузе.',
  no_sandbox: () => 'У этой задачи пока нет песочницы.',
  nothing_to_roll_back: () => 'Эта задача не меняла продакшен, откатывать нечего.',
  override_needs_second_person: () =>
    'Чтобы пропустить согласование, нужны два разных человека: менеджер и DevOps.',
  override_of_another_gate: ({ stage, gate }) =>
    stage === null || gate === null
      ? 'Задача сейчас на другом шаге.'
      : `Задача сейчас не ${atStep(stages[gate].step)}, а ${atStep(stages[stage].step)}. Пропустить можно только то согласование, которое открыто.`,
  label_is_not_a_move: ({ startLabel }) =>
    `Задачи переходят с шага на шаг автоматически. Единственная метка, которая двигает задачу, — ${startLabel ?? 'метка песочницы'}: ею менеджер начинает работу.`,
  ...reasonsOfJudging,
  sandbox_is_stopped: () =>
    'Песочница остановлена. `/sandbox start` запускает её такой, какой она была (разработчик, тестировщик или DevOps).',
  sandbox_runs: () => 'Песочница не остановлена, запускать нечего.',
  sandbox_has_no_end: () =>
    'Песочница и так работает до конца задачи: в этом репозитории срок для неё не задан.',
  sandbox_cannot_stop: () =>
    'Песочницы здесь остановить нельзя: в репозитории нет скрипта, который это делает. DevOps может добавить его и назвать в `.github/greenlight.yml`: `environments:` `scripts:` `stop:`.',
  // about the check on a change
  no_task: () => 'Это не относится ни к одной задаче.',
  gates_open: () => 'До слияния пройдены ещё не все шаги.',
  shipping: () => 'Одобренное сначала выходит в продакшен; слияние — на шаге 11.',
  another_head_approved: ({ approved }) =>
    approved === null ? 'Одобрен другой коммит, не этот.' : `Одобрен коммит ${approved}, не этот.`,
  // about merging and deploying
  change_merged: () => 'Слияние выполнено, именно с тем, что одобрено.',
  merge_awaited: ({ why }) => `Слияние разрешено, выполнят его другие${because(why)}.`,
  merge_settled: () => 'Ожидаемое слияние проверяется.',
  merged_another_tree: () => 'В основную ветку попало не то, что одобрено, поэтому оно убирается оттуда.',
  change_reverted: () => 'Продакшен и основная ветка вернулись к прежней версии.',
  merge_allowed: () => 'Все шаги до слияния пройдены именно для этого коммита.',
  group_unreadable: () => 'Не удалось узнать, какие pull request объединит здесь очередь слияний.',
  nothing_approved: () => 'Здесь ещё ничего не одобрено, поэтому разворачивать нечего.',
  // ignored
  superseded: () => 'Это уже неактуально: есть более новое.',
  nothing_new: () => 'Ничего не изменилось.',
  ...reasonsOfChanges,
  // production, held and frozen
  production_frozen: () => 'В это время в продакшен ничего не выпускается.',
  production_thawed: () => 'Время, в которое ничего не выпускается, прошло.',
  production_unheld: () => 'Продакшен снова открыт: выпускается следующая задача в очереди.',
  commit_banned: ({ head }) =>
    `${head === null ? 'Этот коммит' : `Коммит ${head}`} уже был откачен в продакшене и больше не будет развёрнут. Отправьте новый коммит.`,
  moved_to_front: () => 'Эта задача будет выпущена следующей.',
  not_waiting_for_production: () =>
    'Задача не ждёт продакшена. `/priority` действует на шаге 9.2.1, пока впереди есть другие.',
  next_already: () => 'Впереди никто не ждёт: эта задача и так будет выпущена следующей.',
  version_after_release: ({ version }) =>
    `До релиза вернуться можно только к состоянию до этой задачи: это делает \`/rollback\`${version === null ? '' : ` без ${version}`}.`,
  not_newest_release: ({ version, change }) =>
    version === null
      ? 'Нет релиза, который можно откатить.'
      : `Следующие релизы построены на этом. Последний — ${version}${change === null ? '' : `, задача ${change}`}: напишите команду там.`,
  version_not_kept: ({ version, kept }) =>
    `${version === null ? 'Состояние до этого релиза не сохранено' : `Состояние версии ${version}, к которому можно вернуться, не сохранено`}${kept === null ? '.' : `. Продакшен можно вернуть к ${kept}.`}`,
};
