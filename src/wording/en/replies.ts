import type { Request } from '#process/event.js';
import type { Words } from '../words.js';
import { people } from './people.js';

const wordless: Partial<Readonly<Record<Request['type'], string>>> = {
  Approved: 'Your approval did not count.',
  Rejected: 'Your review did not count.',
  TaskCancelled: 'Closing the issue did not cancel the task.',
  IssueReopened: 'Reopening the issue did not bring the task back.',
  StageLabelSet: 'The label was put back.',
  TaskProposed: 'The label did not make this a task.',
};

export const replies: Words['replies'] = {
  notCounted: (asked, command) => {
    if (command !== null) return `${command} did not count.`;
    return (asked === null ? undefined : wordless[asked]) ?? 'That did not count.';
  },
  stands: ({ step, title, names, types, todo }) => {
    const now = `Now: **${step}**, ${title}.`;
    const who = names === null ? 'What to type' : `It is up to ${names}`;
    if (types.length > 0) return `${now} ${who}: ${types.join(' or ')}.`;
    return names === null ? `${now} ${todo}` : `${now} ${who}. ${todo}`;
  },
  unknown: (word, nearest) => `There is no ${word}. Did you mean ${nearest}?`,
  notUnderstood: (word, usage) => `${word} was not understood. It is written like this: ${usage}.`,
  writeAnew: 'Please write it in a new comment: what is edited later is not read.',
  noSuchWord: (word) => `There is no ${word}. \`/help\` in a new comment tells what there is.`,
  help: {
    yourRoles: (roles) =>
      `You are ${people.list(roles.map((role) => people.either([role])))} in this repository.`,
    noRole:
      'You have no role in this repository: you can ask and comment, and those who have one decide. Roles are set in `.github/greenlight.yml`.',
    here: (step) => `What you can do now, at **${step}**:`,
    elsewhere: 'What you can do at other steps',
    how: 'Write a command at the beginning of a line, in a new comment on the issue or its pull request.',
  },
};
