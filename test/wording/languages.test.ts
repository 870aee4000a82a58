import { describe, expect, test } from '@jest/globals';
import { formsOf } from '#commands/forms-of.js';
import { nameForm } from '#commands/name-form.js';
import { registry } from '#commands/registry.js';
import { type Language, languages } from '#config/language.js';
import { stages } from '#process/stage.js';
import { intakeLabel, stageLabels } from '#wording/stage-labels.js';
import { speak } from '#wording/speak.js';
import { everyText, type Heard } from './heard.js';
import { wordExamples } from './word-examples.js';

const textsOf = (language: Language): readonly Heard[] => everyText(speak(language), wordExamples);

const english = new Map(textsOf('en').map(({ path, text }) => [path, text]));
const russian = textsOf('ru');

/** Texts without a word of Russian, and why. */
const wordless: readonly (readonly [RegExp, string])[] = [
  [/^commands\.[\w ]+\.usage$/, 'a command without arguments is typed as it is'],
  [/^(asks\..*|calls\.sandboxEnding)\.choices\.\d+\.type$/, 'a command without arguments is typed as it is'],
  [/^people\.role\.devops$|^people\.either\(4\)$/, 'DevOps is called so in Russian too'],
  [/^alerts\.failed\(/, 'puts together what others say'],
  [/^card\.by\(|^record\.override\(/, 'puts together what others say'],
  [/^record\.(mergeTitle|releaseTitle)\(/, 'the title is that of the task'],
  [/^card\.change\(/, 'a pull request is called so in Russian too'],
  [/^calls\.(test\.intro\(0|rework\.intro\()/, 'the title is that of the task'],
  [/^record\.reference\(/, 'numbers, and the name that GitHub has for a pull request'],
];
const isWordless = (path: string): boolean => wordless.some(([where]) => where.test(path));

/** What is written in Latin letters in Russian as well: names, and what GitHub shows in English. */
const names =
  /Greenlight|GitHub|DevOps|[Pp]ull request|issue|UTC|EUR|«Ready for review»|«Development»|«Edit»|client:|none/g;

/** A text without what is typed as it stands. */
function plain({ path, text }: Heard): string {
  return withoutCommand(path, text)
    .replace(/`[^`]*`/g, '…')
    .replace(names, '…');
}

/** Of how a command is written only what stands for something else is words. */
function withoutCommand(path: string, text: string): string {
  if (path.endsWith('usage')) return (text.match(/<[^>|]*>/g) ?? []).join(' ');
  return path.endsWith('type')
    ? text.replace(/^\/\w+( redeploy| start| pin| extend \d\w| \d\w( \d+ EUR)?)?/, '…')
    : text;
}

describe('every text', () => {
  test('exists in every language, under the same name and with the same parts', () => {
    expect(english.size).toBeGreaterThan(500);
    expect(russian.map(({ path }) => path).sort()).toEqual([...english.keys()].sort());
  });

  test('is Russian where Russian was chosen: none without a Cyrillic letter', () => {
    const latin = russian.filter(({ path, text }) => !isWordless(path) && !/[а-яё]/i.test(text));
    expect(latin).toEqual([]);
  });

  test('is not the English one', () => {
    const same = russian.filter(({ path, text }) => !isWordless(path) && english.get(path) === text);
    expect(same).toEqual([]);
  });

  test('has no English word in it besides names', () => {
    const left = russian.filter((heard) => /[a-z]/i.test(plain(heard)));
    expect(left).toEqual([]);
  });

  test('is set as Russian is: its own quotation marks, no double spaces, nobody’s gender in brackets', () => {
    const wrong = russian.filter((heard) => /[“”"]|\S {2,}\S|\((а|ла|ась|на)\)/.test(plain(heard)));
    expect(wrong).toEqual([]);
  });

  test('that needs no Russian word is still there', () => {
    for (const [where] of wordless) expect(russian.filter(({ path }) => where.test(path))).not.toEqual([]);
  });
});

/** How each command is written, and each form of those that have several. */
const written = new Map(
  Object.entries(registry).flatMap(([word, entry]) => [
    [word, entry.usage] as const,
    ...formsOf(entry).map((form) => [nameForm(form), form.usage] as const),
  ]),
);

test('every command is explained in every language', () => {
  for (const language of languages) {
    const { commands } = speak(language);
    expect(Object.keys(commands).sort()).toEqual([...written.keys()].sort());
    for (const [word, { usage, help }] of Object.entries(commands)) {
      expect(usage.split(/ [<[—]/)[0]).toBe(written.get(word)?.split(/ [<[—]/)[0]);
      expect(help).toMatch(/\.$/);
    }
  }
});

describe.each(languages)('in the language %s', (language) => {
  const words = speak(language);
  const heard = textsOf(language);
  const longest = (paths: RegExp): number =>
    Math.max(...heard.filter(({ path }) => paths.test(path)).map(({ text }) => text.length));

  test('labels are as short as GitHub asks, and their names are the same in all', () => {
    const labels = stageLabels('stage: ', language);
    expect(labels.map(({ name }) => name)).toEqual(stages.map((stage) => `stage: ${stage}`));
    for (const { description } of [...labels, intakeLabel('greenlight', language)])
      expect(description).toMatch(/^[A-ZА-Я].{10,99}$/);
  });

  test('buttons are as short as GitHub asks', () => {
    expect(longest(/^check\.buttons\..*label$/)).toBeLessThanOrEqual(20);
    expect(longest(/^check\.buttons\..*description$/)).toBeLessThanOrEqual(40);
  });

  test('deployments say in at most 140 characters what they do', () => {
    expect(longest(/^deployments\./)).toBeLessThanOrEqual(140);
  });

  test('the title of the check is never cut', () => {
    const steps = longest(/^stages\..*step$/);
    expect(steps + ': '.length + longest(/^asks\..*\.title$/)).toBeLessThanOrEqual(120);
    expect(steps + ': '.length + longest(/^operations\..*failed$/)).toBeLessThanOrEqual(120);
    expect(longest(/^check\.title\./)).toBeLessThanOrEqual(120);
  });

  test('the first line of a merge ends with the number of the task', () => {
    expect(words.record.mergeTitle('x', 12)).toBe('x (#12)');
  });
});
