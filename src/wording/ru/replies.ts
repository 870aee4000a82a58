import type { Request } from '#process/event.js';
import type { Words } from '../words.js';
import { people } from './people.js';

const wordless: Partial<Readonly<Record<Request['type'], string>>> = {
  Approved: 'Ваше одобрение не учтено.',
  Rejected: 'Ваше ревью не учтено.',
  TaskCancelled: 'Закрытие issue не отменило задачу.',
  IssueReopened: 'Повторное открытие issue не вернуло задачу.',
  StageLabelSet: 'Метка возвращена на место.',
  TaskProposed: 'Метка не сделала этот issue задачей.',
};

export const replies: Words['replies'] = {
  notCounted: (asked, command) => {
    if (command !== null) return `Команда ${command} не выполнена.`;
    return (asked === null ? undefined : wordless[asked]) ?? 'Это не учтено.';
  },
  stands: ({ step, title, names, types, todo }) => {
    const now = `Сейчас: **${step}**, ${title}.`;
    const who = names === null ? 'Что написать' : `Следующий ход: ${names}`;
    if (types.length > 0)
      return `${now} ${who}${names === null ? ': ' : '; команды: '}${types.join(' или ')}.`;
    return names === null ? `${now} ${todo}` : `${now} ${who}. ${todo}`;
  },
  unknown: (word, nearest) => `Команды ${word} нет. Возможно, вы имели в виду ${nearest}?`,
  notUnderstood: (word, usage) => `Не удалось понять ${word}. Команда пишется так: ${usage}.`,
  writeAnew: 'Напишите её в новом комментарии: исправления в старом не читаются.',
  noSuchWord: (word) => `Команды ${word} нет. \`/help\` в новом комментарии покажет, какие есть.`,
  help: {
    yourRoles: (roles) =>
      `Ваша роль в этом репозитории: ${people.list(roles.map((role) => people.either([role])))}.`,
    noRole:
      'У вас нет роли в этом репозитории: вы можете спрашивать и комментировать, а решают те, у кого роль есть. Роли задаются в `.github/greenlight.yml`.',
    here: (step) => `**${step}.** Что вы можете сделать сейчас:`,
    elsewhere: 'Что вы можете сделать на других шагах',
    how: 'Пишите команду в начале строки, в новом комментарии к issue или к его pull request.',
  },
};
