import type { Because } from '#process/because.js';
import { type OperationKind, operationKinds } from '#process/operation-kind.js';
import { type Role, roles } from '#process/role.js';
import { type Stage, stages } from '#process/stage.js';
import type { About } from '../about.js';
import { codeSpan } from '../safety/code-span.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import { shortSha } from '../short-sha.js';
import type { ReasonFacts } from '../words.js';
import { nameActors } from './name-actors.js';
import { nameChecks } from './ask-words.js';
import { nameLogin } from './name-login.js';
import { readJudging } from './read-judging.js';

type Reader = Omit<About, 'task' | 'links'> & { readonly task: About['task'] | null };

/** Why a decision came out as it did, as a sentence. */
export function sayReason(because: Because, about: Reader): string {
  return about.words.reasons[because.code](readFacts(because, about));
}

/** A reason's facts, as the words may name them: what a reason does not say, or says in another form, is `null`. */
function readFacts(because: Because, { task, settings, problem, words }: Reader): ReasonFacts {
  const needed = list(because.needed).filter((name): name is Role => isOneOf(name, roles));
  const head = text(because.head) ?? text(because.commit);
  return {
    by: map(text(because.by), nameLogin),
    why: map(text(because.why), (why) => escapeMarkdown(why, 500)),
    needed,
    holders: nameActors(needed, { task, settings, problem, words }),
    stage: oneOf(because.stage, stages),
    gate: oneOf(because.gate, stages),
    problem: map(text(because.problem), (said) => escapeMarkdown(said, 800)),
    checks: nameChecks(list(because.checks)),
    change: typeof because.change === 'number' ? `#${because.change}` : null,
    operation: oneOf<OperationKind>(because.operation, operationKinds),
    head: map(head, shortSha),
    was: map(text(because.was), shortSha),
    approved: map(text(because.approved), shortSha),
    base: map(text(because.base), codeSpan),
    task: task && `#${task.number}`,
    version: map(text(because.version), (version) => escapeMarkdown(version, 100)),
    kept: map(list(because.kept).join(', '), (tags) => (tags === '' ? null : escapeMarkdown(tags, 300))),
    startLabel: settings && codeSpan(`${settings.labels.prefix}sandbox`),
    ...readJudging(because, words),
  };
}

const text = (fact: unknown): string | null => (typeof fact === 'string' && fact.trim() !== '' ? fact : null);

const list = (fact: unknown): readonly string[] =>
  Array.isArray(fact) ? fact.filter((item): item is string => typeof item === 'string') : [];

const map = (fact: string | null, say: (fact: string) => string | null): string | null =>
  fact === null ? null : say(fact);

function isOneOf<T extends string>(name: unknown, known: readonly T[]): name is T {
  return (known as readonly unknown[]).includes(name);
}

const oneOf = <T extends Stage | OperationKind>(name: unknown, known: readonly T[]): T | null =>
  isOneOf(name, known) ? name : null;
