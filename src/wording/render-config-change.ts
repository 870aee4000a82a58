import type { ConfigDifference } from '#config/compare-configs.js';
import type { ConfigProblem } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';
import type { Role } from '#process/role.js';
import { joinBlocks } from './parts/join-blocks.js';
import { listItems } from './parts/list-items.js';
import { nameHolders } from './parts/name-holders.js';
import { section } from './parts/section.js';
import { codeSpan } from './safety/code-span.js';
import { escapeMarkdown } from './safety/escape-markdown.js';
import { speak } from './speak.js';
import type { Words } from './words.js';

/** What a changed configuration comes to: it cannot be used, mends one that cannot, or differs like this. */
export type ConfigChange =
  | { readonly kind: 'broken'; readonly problems: readonly ConfigProblem[] }
  | { readonly kind: 'mended' }
  | { readonly kind: 'changed'; readonly difference: ConfigDifference };

const budget = 10_000;

/** What the check `greenlight/config` says of a pull request that changes the configuration. */
export function renderConfigChange(
  change: ConfigChange,
  settings: Pick<Settings, 'language'>,
): { title: string; summary: string } {
  const words = speak(settings.language);
  const { title, body } = say(change, words);
  return { title, summary: joinBlocks([...body, words.configChange.judged]) };
}

function say(change: ConfigChange, words: Words): { title: string; body: readonly (string | null)[] } {
  const { configChange } = words;
  switch (change.kind) {
    case 'broken': {
      const { problems } = change;
      const title = configChange.title.broken(problems.length);
      return { title, body: [configChange.broken, listProblems(problems, words)] };
    }
    case 'mended':
      return { title: configChange.title.mended, body: [configChange.mended] };
    case 'changed':
      return sayDifference(change.difference, words);
  }
}

function listProblems(problems: readonly ConfigProblem[], words: Words): string | null {
  const lines = problems.map(({ line, key, message }) =>
    words.configChange.problem(line, escapeMarkdown(key === '' ? message : `${key}: ${message}`, 500)),
  );
  return listItems(lines, { budget, more: words.card.more });
}

function sayDifference({ roles, gates, keys }: ConfigDifference, words: Words) {
  const { configChange, stages, people, card } = words;
  const count = roles.length + gates.length + keys.length;
  if (count === 0) return { title: configChange.title.same, body: [configChange.same] };
  const list = (lines: readonly string[]): string | null => listItems(lines, { budget, more: card.more });
  const named = (asked: readonly Role[]): string | null =>
    asked.length === 0 ? null : people.list(asked.map((role) => people.either([role])));
  const coded = (value: string | null): string | null => (value === null ? null : codeSpan(value));
  return {
    title: configChange.title.changed(count),
    body: [
      section(
        configChange.roles,
        list(
          roles.map(({ role, before, after }) =>
            configChange.role(role, nameHolders(before, words), nameHolders(after, words)),
          ),
        ),
      ),
      section(
        configChange.gates,
        list(
          gates.map(({ gate, before, after }) =>
            configChange.gate(stages[gate].step, named(before), named(after)),
          ),
        ),
      ),
      section(
        configChange.keys,
        list(
          keys.map(({ path, before, after }) =>
            configChange.key(codeSpan(path), coded(before), coded(after)),
          ),
        ),
      ),
    ],
  };
}
