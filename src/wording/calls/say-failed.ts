import type { Failure } from '#process/task.js';
import type { About } from '../about.js';
import { askFacts } from '../parts/ask-words.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listChoices } from '../parts/list-choices.js';
import { listRestored } from '../parts/list-restored.js';
import { linkTo } from '../safety/link-to.js';
import { quoteWords } from '../safety/quote-words.js';

/** What failed, to whoever can put it right: what, why, what it means, and how to try again. */
export function sayFailed(about: About, known: { readonly failure?: Failure }): string {
  const { task, links, words } = about;
  const failure = known.failure ?? task.failure;
  const { failed } = words.calls;
  if (failure === null) return joinBlocks([`### ${failed.over}`, failed.overHint]);
  const touched = task.production?.touched === true;
  const operation = words.operations[failure.operation];
  const { todo, choices } = words.asks.retry(askFacts(about, [], failure.operation));
  return joinBlocks([
    `### ${operation.failed}`,
    failed.at(words.stages[task.stage].step),
    quoteWords(failure.why),
    failure.restored ? listRestored(failure.restored, words) : null,
    failure.log && `**${linkTo(failed.log, failure.log)}**`,
    operation.meaning(touched),
    touched && links.production !== null ? linkTo(words.card.production, links.production) : null,
    todo,
    listChoices(choices),
  ]);
}
