import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RequestRecord } from '#simulator/github.js';
import { latinIn } from '../support/latin-in.js';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, passCi, push, repository, startWork, testable, toDemo } from './way.js';

const cyrillic = /[а-яё]/i;

/** Fields of a request whose text people read. */
const read: readonly string[] = [
  'body',
  'title',
  'summary',
  'description',
  'label',
  'message',
  'commit_message',
  'commitHeadline',
  'commitBody',
];

/** Every text that GitHub was handed, also those that were rewritten since. */
function textsIn(sent: unknown): readonly string[] {
  if (typeof sent !== 'object' || sent === null) return [];
  return Object.entries(sent).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? (read.includes(key) ? [value] : []) : textsIn(value),
  );
}

const ofGreenlight = ({ installationId }: RequestRecord): boolean => installationId !== undefined;

/** What people wrote in English in these stories. */
const typed = /The page says Gift wrap|Gift wrapping/g;

describe('a repository that chose Russian', () => {
  let story: Story;
  let issue: number;

  beforeAll(async () => {
    story = await startStory({ config: `${shopConfig}language: ru\n` });
    issue = await startWork(story, 'Подарочная упаковка');
  }, 180_000);
  afterAll(() => story.close(), 180_000);

  const lastReply = (): string => story.answers(issue).at(-1) ?? '';

  test('refuses in Russian: the wrong person, the wrong step, a command that does not exist', async () => {
    const refused = async (who: 'mallory' | 'olga' | 'maria', body: string): Promise<string> => {
      const before = story.answers(issue).length;
      await story.comment(who, issue, body);
      await story.github.until(() => story.answers(issue).length > before, { what: 'the reply' });
      return lastReply();
    };
    expect(await refused('mallory', '/cancel Не нужно')).toMatch(
      /^\*\*Команда `\/cancel` не выполнена\.\*\* Это может сделать только менеджер/,
    );
    expect(await refused('maria', '/estimate 3d')).toContain('Это невозможно на шаге 4 · Разработка.');
    expect(await refused('maria', '/aprove')).toContain('Возможно, вы имели в виду `/approve [примечание]`?');
    expect(await refused('maria', '/help')).toContain('- `/cancel <причина>` — Отменяет задачу');
    expect(await refused('mallory', '/status')).toContain('### Шаг 4 · Разработка');
  }, 180_000);

  test('goes all the way in Russian, with a rejected change, a second round and a release', async () => {
    const first = await openChange(story, issue);
    await story.says('tess', issue, '/reject Кнопку не видно');
    await story.reaches(issue, 'development');
    await shows('Последний возврат на доработку: tess, на шаге 5 · Тестирование (итерация 1');
    await again('Другая кнопка');
    await toDemo(story, issue);
    await story.hears(issue, /### Ваше демо готово/);
    await story.says('clara', issue, '/reject Нужен другой цвет');
    await story.reaches(issue, 'planning');
    await story.says('maria', issue, '/approve');
    await story.reaches(issue, 'development');
    await again('Другой цвет');
    await toDemo(story, issue);
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'production-testing');
    await story.says('tess', issue, '/pass all\n/approve');
    await story.reaches(issue, 'final-demo');
    await story.says('maria', issue, '/followup Продавать открытки');
    await shows('**Записано на потом**');
    await story.says('clara', issue, '/approve Спасибо');
    await story.reaches(issue, 'released');
    await story.github.settled();

    const [release] = story.shop.releases();
    expect(release?.body).toContain('### Кто одобрил');
    expect(release?.body).toContain('2 итерации, без откатов');
    const opened = story.shop.issues().find(({ title }) => title === 'Продавать открытки');
    expect(opened?.body).toContain(`Записано во время работы над #${issue} (maria):`);
    await shows('**Релиз выпущен: [v0.1.0]');
    expect(story.shop.pull(first.change).merged).toBe(true);

    async function shows(text: string): Promise<void> {
      await story.github.until(() => story.card(issue).includes(text), { what: text });
    }

    async function again(text: string): Promise<void> {
      const head = await push(story, issue, text);
      await passCi(story, head);
      await testable(story, head);
      await story.reaches(issue, 'testing');
    }
  }, 180_000);

  test('a pull request without a task is told in Russian what to do', async () => {
    const { sha } = await story.people.dan.push(repository, {
      branch: 'stray',
      message: 'Stray',
      files: { 'stray.txt': 'x' },
    });
    await story.people.dan.openPullRequest(repository, { head: 'stray', title: 'Stray', body: '' });
    const check = await story.github.until(() => story.check(sha), { what: 'the check' });
    expect(check.title).toBe('Этот pull request не относится ни к одной задаче');
  });

  test('labels keep their names and describe themselves in Russian', () => {
    const labels = story.shop.labels().filter(({ name }) => name.startsWith('stage: '));
    expect(labels.map(({ name }) => name)).toContain('stage: final-demo');
    for (const { description } of labels) expect(description).toMatch(cyrillic);
  });

  test('nothing that GitHub was handed, from the first label to the release, has an English word in it', () => {
    const said = story.github.requests.filter(ofGreenlight).flatMap(({ body }) => textsIn(body));
    expect(said.length).toBeGreaterThan(80);
    expect(said.filter((text) => cyrillic.test(text)).length).toBeGreaterThan(70);
    expect([...new Set(said.flatMap((text) => latinIn(text.replace(typed, ''))))]).toEqual([]);
  });
});

describe('a repository that speaks English, with a Russian client', () => {
  let story: Story;
  let issue: number;

  beforeAll(async () => {
    story = await startStory({ config: `${shopConfig}client-language: ru\n` });
    issue = await startWork(story);
  }, 180_000);
  afterAll(() => story.close(), 180_000);

  test('calls the client in Russian to the estimate, the demo and the final demo', async () => {
    await story.hears(issue, /^@clara[^]*### Оценка готова/);
    await openChange(story, issue);
    await toDemo(story, issue);
    await story.hears(issue, /### Ваше демо готово/);
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'production-testing');
    await story.says('tess', issue, '/pass all\n/approve');
    await story.reaches(issue, 'final-demo');
    await story.hears(issue, /посмотрите в последний раз/);
  }, 180_000);

  test('says everything else in English: the card, refusals, checks, labels, deployments', async () => {
    await story.comment('clara', issue, '/ready');
    const isRefusal = (body: string): boolean => body.includes('did not count');
    await story.github.until(() => story.replies(issue).some(isRefusal), { what: 'the refusal' });
    await story.github.settled();

    const said = story.github.requests.filter(ofGreenlight).flatMap(({ body }) => textsIn(body));
    const russian = said.filter((text) => cyrillic.test(text));
    expect(russian.map((text) => text.split('\n')[0])).toEqual(russian.map(() => '@clara'));
    expect(russian.length).toBeGreaterThanOrEqual(3);
  }, 180_000);

  test('turns Russian when its configuration does, on the card of an open task', async () => {
    await story.people.olga.push(repository, {
      branch: 'main',
      message: 'Speak Russian',
      files: { '.github/greenlight.yml': `${shopConfig}language: ru\n` },
    });
    await story.github.until(() => story.card(issue).includes('### Шаг 9.2.4 · Финальное демо'), {
      what: 'the card in Russian',
    });
  }, 180_000);
});
