import type { Command } from './command.js';

const questions = ['StatusAsked', 'HelpAsked', 'ExplainAsked'] as const;

export type Question = (typeof questions)[number];

/** Whether a command only asks: everybody may, everywhere, and nothing comes of it but an answer. */
export function isQuestion(asks: Command['type']): asks is Question {
  return (questions as readonly string[]).includes(asks);
}
