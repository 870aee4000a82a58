import { isQuestion } from '#commands/is-question.js';
import { formsOf } from '#commands/forms-of.js';
import { type Form, registry } from '#commands/registry.js';
import { type Authority, authority } from '#process/authority.js';
import type { Request } from '#process/event.js';
import { isResting } from '#process/is-resting.js';
import { stages } from '#process/stage.js';
import { anywhere, stageTable } from '#process/stages.js';
import { joinBlocks, renderCode, renderNotice, renderTable } from './markdown.js';
import { linkStage } from './name-stage.js';
import { toWords } from './to-words.js';

const rules = `A command is the first word of a line in a comment on the issue or on its pull request, as the comment was first written: edits count
for nothing. In quotes, code and HTML comments it is text. A comment may hold several. Who has which role is said in
[\`.github/greenlight.yml\`](configuration.md). Every command is answered with a reaction; a refusal with its reason.

Everywhere means every stage until the task is released or cancelled.`;

/** docs/reference/commands.md: what people can write, who may, and where. */
export function renderCommandsPage(): string {
  return joinBlocks([
    renderNotice('src/commands/registry.ts, src/process/authority.ts and src/process/stages.ts'),
    '# Commands',
    rules,
    renderTable(
      ['command', 'what it does', 'who', 'where', 'on hold'],
      Object.values(registry).flatMap(formsOf).map(renderRow),
    ),
  ]);
}

function renderRow({ usage, help, asks }: Form): readonly string[] {
  if (isQuestion(asks)) return [renderCode(usage), help, 'anyone', 'everywhere', 'yes'];
  const { who, whileHeld } = authority[asks];
  return [renderCode(usage), help, renderWho(who), renderWhere(asks), whileHeld ? 'yes' : 'no'];
}

function renderWho(who: Authority['who']): string {
  if (who === 'anyone') return 'anyone';
  return who === 'gate' ? 'whom the gate asks' : who.join(', ');
}

function renderWhere(asks: Request['type']): string {
  const own = stages.filter((stage) => (stageTable[stage].on[asks]?.rules.length ?? 0) > 0);
  const general = anywhere[asks];
  if (general === undefined || general.rules.length === 0)
    return own.map((stage) => linkStage(stage, 'stages.md')).join(', ');
  const needs = (general.needs ?? []).map(toWords).join(', ');
  const atRest = own.filter(isResting).map((stage) => linkStage(stage, 'stages.md'));
  return ['everywhere' + (needs === '' ? '' : ` (if ${needs})`), ...atRest].join(', ');
}
