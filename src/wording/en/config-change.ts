import type { Words } from '../words.js';
import { people } from './people.js';

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
const askedOf = (names: string | null): string => names ?? 'nobody';

export const configChange: Words['configChange'] = {
  title: {
    broken: (problems) => `This configuration would not work: ${many(problems, 'problem', 'problems')}`,
    mended: 'This configuration can be used, and the present one cannot',
    changed: (changes) => `This would change ${many(changes, 'thing', 'things')}`,
    same: 'This would change nothing',
  },
  broken: 'If this were merged as it is, no step would open before it is mended. What is wrong:',
  problem: (line, message) => `Line ${line}: ${message}`,
  mended: 'The configuration that counts now cannot be used. When this is merged, the tasks go on.',
  same: 'The file says in other words what counts now.',
  roles: 'Who has which role',
  role: (role, before, after) => `${people.role[role]}: ${before} → ${after}`,
  gates: 'Who is asked at which step',
  gate: (step, before, after) => `${step}: ${askedOf(before)} → ${askedOf(after)}`,
  keys: 'Settings',
  key: (path, before, after) =>
    before === null
      ? `${path} is set to ${after ?? ''}`
      : after === null
        ? `${path} is taken out (it was ${before}); the default counts`
        : `${path}: ${before} → ${after}`,
  judged:
    'Nothing of this counts before it is merged: this pull request too is judged by the configuration of the default branch.',
};
