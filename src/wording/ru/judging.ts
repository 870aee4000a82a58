import type { Words } from '../words.js';
import { anyOf } from './people.js';

export const judging: Words['judging'] = {
  works: (by) => `работает (${by})`,
  fails: (by, reason) => `**не работает** (${by})${reason === null ? '' : `: «${reason}»`}`,
  untried: 'ещё не проверено',
  notTried: (numbers) => `Ещё нет оценки: ${numbers}.`,
  notWorking: (numbers) => `Не работает: ${numbers}.`,
  quorum: ({ role, given, needed }) => `Одобрений от ${anyOf([role], 'genitive')}: ${given} из ${needed}.`,
  objection: ({ by, why }) =>
    `**${by}: «нет»**${why === null ? '.' : ` — «${why}».`} Это действует, пока ${by} или менеджер не снимет отказ командой \`/unreject\`.`,
  dismissed: (by) => `(ревью позже отклонено, ${by})`,
  delegations: 'Передано для этой задачи',
  delegation: ({ role, to, by, until }) =>
    `${to} действует за ${anyOf([role], 'genitive')} ${until === null ? 'до конца задачи' : `до ${until}`} (передано: ${by})`,
};
