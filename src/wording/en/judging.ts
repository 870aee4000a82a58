import type { Words } from '../words.js';
import { people } from './people.js';

const plainRole = (role: 'manager' | 'client' | 'developer' | 'tester' | 'devops'): string =>
  people.role[role].toLowerCase().replace('devops', 'DevOps');

export const judging: Words['judging'] = {
  works: (by) => `works (${by})`,
  fails: (by, reason) => `**does not work** (${by})${reason === null ? '' : `: “${reason}”`}`,
  untried: 'not tried yet',
  notTried: (numbers) => `Not judged yet: ${numbers}.`,
  notWorking: (numbers) => `Not working: ${numbers}.`,
  quorum: ({ role, given, needed }) =>
    `${given} of ${needed} approvals by ${people.either([role])} ${given === 1 ? 'is' : 'are'} there.`,
  objection: ({ by, why }) =>
    `**${by} said no**${why === null ? '' : `: “${why}”`} That stands until ${by} or the manager takes it back with \`/unreject\`.`,
  dismissed: (by) => `(its review was dismissed later by ${by})`,
  delegations: 'Handed on for this task',
  delegation: ({ role, to, by, until }) =>
    `${to} acts as ${plainRole(role)}${until === null ? ' until the task ends' : ` until ${until}`} (by ${by})`,
};
