import type { Words } from '../words.js';
import { people } from './people.js';

const behind = (names: string | null): string => (names === null ? '' : ` (${names})`);

function sayWhose(by: string | null, said: string | null): string {
  if (by === null) return said === null ? '' : ` The report: “${said}”`;
  return said === null ? ` By ${by}.` : ` ${by} said: “${said}”`;
}

export const explain: Words['explain'] = {
  why: 'Why it stands here',
  came: ({ when, from, to, reason, by, said }) =>
    `It came from ${from} to **${to}** on ${when}. ${reason}${sayWhose(by, said)}`,
  begun: (when) => `It has stood here since it became a task on ${when}.`,
  way: 'How it came here, the latest last',
  move: ({ when, from, to, reason, by }) =>
    `${when}: ${from} → ${to}. ${reason}${by === null ? '' : ` By ${by}.`}`,
  check: (change, verdict, reason) =>
    ({
      green: `The check \`greenlight\` on ${change} is green: it may be merged. ${reason}`,
      waiting: `The check \`greenlight\` on ${change} is waiting. ${reason}`,
      blocked: `The check \`greenlight\` on ${change} is blocked. ${reason}`,
    })[verdict],
  asked: 'Who is asked here',
  waiting: (role, holders) => `${people.role[role]}${behind(holders)}: has not approved yet`,
  decided: (role, by) => `${people.role[role]}: approved by ${by}`,
  can: 'Who can do what now',
  canDo: (role, holders, commands) => `**${people.role[role]}**${behind(holders)}: ${commands}`,
  everybody: (commands) => `**Everybody**: ${commands}`,
};
