import type { Words } from '../words.js';
import { people } from './people.js';

const asked = (by: string | null): string => (by === null ? '' : ` to ${by}`);

export const help: Words['help'] = {
  what: {
    request: (by) => (by === null ? 'something that was asked for' : `something that ${by} asked for`),
    news: () => 'something that happened on GitHub',
    outcome: () => 'the result of a piece of work',
    wake: () => 'a time that has come',
    call: () => 'a call to somebody',
    answer: (by) => `an answer${asked(by)}`,
  },
  needed: ({ what, more, when }) =>
    [
      `**This task needs help:** ${people.list(what)}${more === 0 ? '' : ` (and ${more} more)`} could not be dealt with, however often it was tried, and was set aside on ${when}.`,
      'Nothing is lost, and whatever else concerns the task goes on. `/retry` takes it up again (DevOps or the manager).',
    ].join('\n'),
  onServer: (command) => `On the server, ${command} and its log say why.`,
};
