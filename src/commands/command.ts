import type { Request } from '#process/event.js';

/** Distributes over the union, so that each request keeps its own fields. */
type Unsaid<R> = R extends Request ? Omit<R, 'by' | 'source'> : never;

/** What a command asks for; who said it and where is added by whoever received the comment. */
export type Command =
  | Unsaid<Exclude<Request, { type: 'TaskProposed' | 'IssueReopened' | 'StageLabelSet' }>>
  | { readonly type: 'StatusAsked' }
  | { readonly type: 'HelpAsked' }
  | { readonly type: 'ExplainAsked' };

/** A command's words, read. `null`: they are not what the command needs. */
export type Read = (words: string) => Command | null;
