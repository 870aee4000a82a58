import { describe, expect, test } from '@jest/globals';
import type { Call } from '#process/operation.js';
import { stages } from '#process/stage.js';
import { sayEstimate } from '#wording/parts/say-estimate.js';
import { renderCard } from '#wording/render-card.js';
import { renderCheck } from '#wording/render-check.js';
import { renderHelp } from '#wording/render-help.js';
import { renderReleaseNotes } from '#wording/render-release-notes.js';
import { renderStatus } from '#wording/render-status.js';
import { sayCall } from '#wording/say-call.js';
import { sayFollowup } from '#wording/say-followup.js';
import { sayRefusal, sayUnknownCommand } from '#wording/say-refusal.js';
import { speak } from '#wording/speak.js';
import { latinIn } from '../support/latin-in.js';
import { aTaskSaying } from './a-task-saying.js';
import * as play from './play-story.js';

const words = speak('ru');

function settingsIn(keys: string) {
  return play.settingsOf(`roles: {manager: max, client: carla, developer: dana, tester: tara, devops: olga}
${keys}`);
}
const settings = settingsIn('language: ru');
const links = { sandbox: 'https://s.example', production: 'https://p.example', change: null, log: null };

describe('numbers and dates', () => {
  test.each([
    ['1h', '1 час'],
    ['2d', '2 дня'],
    ['5d', '5 дней'],
    ['11d', '11 дней'],
    ['21d', '21 день'],
    ['0.5h', '0,5 часа'],
    ['2,5w', '2,5 недели'],
    ['1 Week', '1 неделя'],
    ['12 months', '12 месяцев'],
    ['1000h', '1\u00a0000 часов'],
  ])('the estimate %s is said as %s', (duration, said) => {
    expect(sayEstimate({ duration, cost: null }, words)).toBe(said);
  });

  test('a day is written as Russians write it', () => {
    const written = new Intl.DateTimeFormat('ru', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    for (let month = 1; month <= 12; month += 1) {
      const day = written.format(Date.UTC(2026, month - 1, 2)).replace('\u00a0', ' ');
      expect(words.time.instant({ year: 2026, month, day: 2, hour: 9, minute: 5 })).toBe(`${day}, 09:05 UTC`);
    }
  });

  test('rounds and rollbacks are counted', () => {
    expect(words.record.counts(1, 0)).toBe('1 итерация, без откатов');
    expect(words.record.counts(2, 1)).toBe('2 итерации, 1 откат');
    expect(words.record.counts(5, 3)).toBe('5 итераций, 3 отката');
  });
});

describe('what people read', () => {
  const everyCall: Readonly<Record<Call, true>> = {
    estimate: true,
    plan: true,
    test: true,
    conflict: true,
    demo: true,
    'production-test': true,
    'rolled-back': true,
    'final-demo': true,
    failed: true,
    reminder: true,
    expired: true,
    rework: true,
    develop: true,
    merge: true,
    'merged-outside': true,
    'sandbox-ending': true,
  };

  test.each(stages)('has no English left at %s', (stage) => {
    const task = aTaskSaying('7', stage);
    const problem = '7';
    const verdict = { state: 'blocked', because: { code: 'gates_open' } } as const;
    const { title, summary } = renderCheck({ task, verdict, settings });
    const said = [
      renderCard({ task, settings, problem: null, queue: { position: 1, ahead: ['#7'] }, links }),
      renderCard({ task, settings, problem, queue: null, links }),
      renderStatus({ task, settings }),
      renderHelp({ task, roles: ['manager', 'devops'], settings }),
      title,
      summary,
      renderReleaseNotes(task, [], 'ru'),
      ...(Object.keys(everyCall) as Call[]).map((call) =>
        sayCall(call, { task, settings, links, mentions: ['@carla'] }),
      ),
      sayRefusal({ code: 'not_possible_here', stage }, { task, word: 'approve', settings }),
      sayRefusal({ code: 'role_missing', needed: ['tester'] }, { task, word: null, settings }),
      ...Object.values(sayFollowup(task, { text: '7', by: '7' }, 'ru')),
    ];
    expect(said.flatMap(latinIn)).toEqual([]);
  });

  test('a hold that Greenlight placed says why in Russian', () => {
    const because = { code: 'on_hold', by: 'Greenlight', why: 'the change was merged' } as const;
    const said = sayRefusal(because, { task: null, word: 'approve', settings });
    expect(said).toContain('Задача на паузе: её остановила автоматика');
    expect(latinIn(said)).toEqual([]);
  });

  test('a misspelt command is put right in Russian', () => {
    expect(sayUnknownCommand({ word: 'rejct', nearest: 'reject', usage: null, language: 'ru' })).toBe(
      'Команды `/rejct` нет. Возможно, вы имели в виду `/reject <причина>`? Напишите её в новом комментарии: исправления в старом не читаются.',
    );
    expect(
      sayUnknownCommand({ word: 'reject', nearest: null, usage: '/reject <reason>', language: 'ru' }),
    ).toBe(
      'Не удалось понять `/reject`. Команда пишется так: `/reject <причина>`. Напишите её в новом комментарии: исправления в старом не читаются.',
    );
  });

  test('the demo reads like this', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    expect(sayCall('demo', { task: story.task(), settings, links, mentions: ['@carla'] }))
      .toMatchInlineSnapshot(`
     "@carla

     ### Ваше демо готово

     «Book a table online» можно попробовать.

     **[Открыть демо](https://s.example)**

     Пробуйте что угодно: демо — это копия, рабочая версия не изменится.

     **Что проверено (тестирование: tara)**

     1. A guest books a table for two
     2. A full evening cannot be booked

     **Об этом договорились**

     > **3 дня, 1200 EUR** (согласовано с carla, 2 марта 2026 г., 12:12 UTC)
     > without payment online

     **Ваш ответ: напишите одно из этого комментарием ниже**

     - \`/approve\` — да: можно в продакшен
     - \`/reject что изменить\` — нет: изменим, и вы получите новое демо

     После вашего «да» изменение выйдет в рабочую версию, его проверят там, и вы посмотрите в последний раз. До этого рабочая версия не изменится."
    `);
  });

  test('the card reads like this', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    expect(renderCard({ task: story.task(), settings, problem: null, queue: null, links }))
      .toMatchInlineSnapshot(`
     "<!-- greenlight:card -->

     ### Шаг 5 · Тестирование

     С 2 марта 2026 г., 15:12 UTC

     **Следующий ход: тестировщик (tara).** Проверьте изменение в песочнице, сценарий за сценарием. Затем ответьте комментарием здесь или в pull request либо оставьте там ревью.

     - Ещё нет оценки: 1 и 2.

     - \`/pass 1\` — сценарий 1 работает; несколько: \`/pass 1,3\`, все, у которых ещё нет оценки: \`/pass all\`
     - \`/fail 2 что не так\` — сценарий 2 не работает
     - \`/approve\` — да: всё работает, дальше изменение объединяется с рабочей версией
     - \`/reject что не так\` — нет: изменение вернётся к разработчику с вашими словами

     [Песочница](https://s.example) · [Продакшен](https://p.example) · Pull request #14

     **Шаги**

     - **Пройдены:** 1 Обсуждение, 2 Планирование, 3 Песочница, 4 Разработка
     - **Сейчас:** 5 Тестирование
     - **Впереди:** 6 Интеграция, 7 Интеграционное тестирование, 8 Резервное копирование, 9 Демо, 9.2.1 Развёртывание, 9.2.2 Тестирование в продакшене, 9.2.4 Финальное демо, 10 Удаление песочницы, 11 Релиз

     **Оценка:** 3 дня, 1200 EUR, от max, согласовано с carla, 2 марта 2026 г., 12:12 UTC
     > without payment online

     **Тестовые сценарии**

     1. A guest books a table for two — ещё не проверено
     2. A full evening cannot be booked — ещё не проверено

     **Одобрено в этой итерации**

     - Шаг 2 · Планирование: max (менеджер)

     <details><summary>У кого какая роль</summary>

     - Менеджер: max
     - Клиент: carla
     - Разработчик: dana
     - Тестировщик: tara
     - DevOps: olga

     Роли задаются в \`.github/greenlight.yml\` в основной ветке.

     </details>

     \`/status\` в комментарии покажет, где сейчас задача, \`/help\` — что вы можете сделать."
    `);
  });
});

describe('the language of the client', () => {
  const story = play.beginStory();
  play.untilDevelopment(story);
  play.untilDemo(story);
  const task = story.task();
  const call = (which: Call, keys: string): string =>
    sayCall(which, { task, settings: settingsIn(keys), links, mentions: [] });

  test.each(['estimate', 'demo', 'final-demo', 'reminder'] as const)(
    'is spoken where the client is called: %s',
    (which) => {
      expect(call(which, 'client-language: ru')).toMatch(/[а-я]/i);
      expect(call(which, 'language: ru\nclient-language: en')).not.toMatch(/[а-я]/i);
      expect(call(which, 'language: ru')).toMatch(/[а-я]/i);
      expect(call(which, '')).not.toMatch(/[а-я]/i);
    },
  );

  test('is not spoken to anybody else', () => {
    for (const which of ['plan', 'test', 'conflict', 'production-test', 'rolled-back', 'failed'] as const)
      expect(call(which, 'client-language: ru')).not.toMatch(/[а-я]/i);
    expect(renderStatus({ task, settings: settingsIn('client-language: ru') })).not.toMatch(/[а-я]/i);
  });

  test('is not spoken where the client is not asked', () => {
    const manager = 'client-language: ru\ngates: {demo: [manager]}';
    expect(call('demo', manager)).not.toMatch(/[а-я]/i);
    expect(call('final-demo', manager)).toMatch(/[а-я]/i);
  });
});
