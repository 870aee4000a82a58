import type { Words } from '../words.js';

type Ask = 'allow_fork' | 'accept_merge' | 'change_base' | 'recheck_head';

/** What is asked for about the pull request as such. */
export const asksOfChanges: Pick<Words['asks'], Ask> = {
  allow_fork: ({ change, head }) => ({
    title: 'из форка: сначала код посмотрит кто-то из проекта',
    todo: `${pull(change)} пришёл из форка, и его код здесь никто не видел. Прочитайте код; если его можно запускать в песочнице, разрешите это именно для этого коммита. Это может сделать и разработчик проекта, но не автор. После следующего коммита нужно новое разрешение.`,
    choices: [
      { type: `/sandbox start ${head ?? '<полный хеш коммита>'}`, then: 'этот коммит получит тестировщик' },
    ],
  }),
  accept_merge: ({ change }) => ({
    title: 'слияние в обход Greenlight',
    todo: `Слияние ${ofPull(change)} выполнено до одобрения всеми. Посмотрите, что попало в основную ветку. Если это нужно убрать или исправить, пусть разработчик откроет другой pull request; пока вы не примете слияние, работа не продолжится.`,
    choices: [
      { type: '/unhold', then: 'слияние принято, работа продолжится с того же места' },
      { type: '/cancel причина', then: 'задача на этом заканчивается' },
    ],
  }),
  change_base: ({ change, base }) => ({
    title: 'pull request направлен не в ту ветку',
    todo: `${pull(change)} направлен в ${base ?? 'другую ветку'}, а не в основную. Смените ветку («Edit» рядом с заголовком), и работа продолжится автоматически, или откройте другой pull request.`,
    choices: [],
  }),
  recheck_head: ({ change, checks }) => ({
    title: 'идут проверки нового коммита',
    todo: `Последний коммит ${ofPull(change)} по содержанию тот же, что одобрен, но его обязательные проверки ещё не зелёные${checks === null ? '' : `: ${checks}`}. Когда станут, работа продолжится автоматически.`,
    choices: [],
  }),
};

const pull = (change: string | null): string => (change === null ? 'Pull request' : `Pull request ${change}`);

/** Whose merge or commit, after a noun. */
const ofPull = (change: string | null): string =>
  change === null ? 'этого pull request' : `pull request ${change}`;
