import type { ReasonFacts, Words } from '../words.js';

type Reason =
  | 'change_followed'
  | 'change_adopted'
  | 'change_retargeted'
  | 'second_change'
  | 'another_base'
  | 'fork_allowed'
  | 'fork_waiting'
  | 'fork_missing'
  | 'fork_head_moved'
  | 'own_fork'
  | 'merge_accepted'
  | 'merge_needs_manager'
  | 'issue_gone';

const held = ({ holders }: ReasonFacts): string => (holders === null ? '' : ` (${holders})`);

/** Reasons about the pull request as such. */
export const reasonsOfChanges: Pick<Words['reasons'], Reason> = {
  change_followed: () =>
    'Новый коммит по содержанию не отличается от прежнего, поэтому всё одобренное остаётся в силе.',
  change_adopted: () => 'У pull request не было задачи, теперь он сам — задача.',
  change_retargeted: () => 'Pull request направлен не в основную ветку.',
  second_change: ({ change, task }) =>
    `Работа над задачей${task === null ? '' : ` ${task}`} уже идёт в ${change === null ? 'другом pull request' : `pull request ${change}`}.`,
  another_base: ({ base }) => `Pull request направлен в ${base ?? 'другую ветку'}, а не в основную.`,
  fork_allowed: () => 'Код форка можно запускать в песочнице, именно в этом коммите.',
  fork_waiting: () => 'Код из форка, и пока никто из проекта не разрешил этот коммит для песочницы.',
  fork_missing: () => 'Открытого pull request из форка здесь нет. Для остальных такое разрешение не нужно.',
  fork_head_moved: ({ head }) =>
    head === null
      ? 'Это не последний коммит pull request.'
      : `Это не последний коммит pull request; последний — ${head}. Посмотрите его и укажите полностью.`,
  own_fork: () =>
    'Это ваше изменение. Прежде чем запускать код, его должен посмотреть кто-то другой из проекта.',
  merge_accepted: () => 'Менеджер принял слияние, выполненное в обход Greenlight.',
  merge_needs_manager: (facts) =>
    `Слияние pull request выполнено в обход Greenlight, и принять его может только менеджер${held(facts)}.`,
  issue_gone: () => 'Этот issue удалён или перенесён в другой репозиторий.',
};
