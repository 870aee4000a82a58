import { expect, test } from '@jest/globals';
import { parseConfig } from '#config/parse-config.js';

function problemsOf(freeze: string): readonly string[] {
  const parsed = parseConfig(`production:\n  freeze:\n    - ${freeze}\n`);
  return parsed.ok ? [] : parsed.problems.map(({ line, key, message }) => `${line} ${key}: ${message}`);
}

test.each([
  ['{ from: fri 16:00, to: mon 08:00 }', []],
  ['{ from: 2028-02-29, to: 2028-02-29 }', []],
  ['{ from: mon 08:00 }', ['3 production.freeze.0: needs the key to']],
  [
    '{ from: 2026-02-30, to: 2026-03-01 }',
    ['3 production.freeze.0.from: is a day that the calendar does not have'],
  ],
  ['{ from: 2026-12-24, to: 2026-12-23 }', ['3 production.freeze.0.to: is before from']],
  ['{ from: 2026-12-24 08:00, to: 2026-12-24 08:00 }', [expect.stringMatching(/to: is the same as from/)]],
  ['{ from: fri 16:00, to: 2026-12-24 }', [expect.stringMatching(/to: must be written as from is/)]],
  [
    '{ from: fri 16:00, to: mon 08:00, timezone: Berlin }',
    [expect.stringMatching(/timezone: is no time zone/)],
  ],
  ['{ from: friday, to: mon 08:00 }', [expect.stringMatching(/from: must be like 2026-12-24, /)]],
])('of the freeze %s people hear %j', (written, told) => {
  expect(problemsOf(written)).toEqual(told);
});

test('a freeze is in the time zone of the calendar where it names none', () => {
  const parsed = parseConfig(
    'calendar: { timezone: Asia/Tokyo }\nproduction: { freeze: [{ from: fri 16:00, to: mon 08:00 }] }',
  );
  expect(parsed.ok && parsed.settings.rules.freeze).toMatchObject([
    { timezone: 'Asia/Tokyo', exceptLabel: null },
  ]);
});
