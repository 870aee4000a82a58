import type { Rejection, Task } from '#process/task.js';
import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { listScenarios } from '../parts/list-scenarios.js';
import { nameApprovers } from '../parts/name-approvers.js';
import { quoteAgreement } from '../parts/quote-agreement.js';
import { sayTitle } from '../parts/say-title.js';
import { quoteReason } from '../parts/say-sent-back.js';
import { section } from '../parts/section.js';
import { linkTo } from '../safety/link-to.js';

/** The demo, to the client: where it is, what was changed, what was agreed and tested, how to answer, and what happens then. */
export function sayDemo(about: About, known: { readonly asked?: Rejection }): string {
  const { task, links, words } = about;
  const { demo } = words.calls;
  const asked = known.asked ?? askedLast(task);
  const testers = nameApprovers(task.approvals, ['testing', 'integration-testing'], words);
  return joinBlocks([
    `### ${demo.heading}`,
    demo.intro(sayTitle(task), task.round),
    links.sandbox === null ? demo.noLink : `**${linkTo(demo.open, links.sandbox)}**`,
    demo.copy,
    section(demo.asked, asked && quoteReason(asked, words)),
    section(demo.tested(testers), listScenarios(task.scenarios, words)),
    quoteAgreement(about, demo.agreed),
    listAnswers(about, demo.answer),
    demo.then,
  ]);
}

/** What the client had sent back, when nothing else was sent back since. */
function askedLast({ rejection }: Task): Rejection | null {
  return rejection?.gate === 'demo' || rejection?.gate === 'final-demo' ? rejection : null;
}
