import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';

/** Days are seconds here: what is counted as a day is tested in test/process/waiting.test.ts. */
const impatient = `${shopConfig}
waiting:
  gates: { discussion: { remind: [2s, 6s], expire: 9s } }
calendar: { days: [mon, tue, wed, thu, fri, sat, sun] }
`;

let story: Story;
let issue: number;

beforeAll(async () => {
  story = await startStory({ config: impatient });
  issue = await story.propose('Gift wrapping');
  await story.says('maria', issue, '/estimate 2d 800 EUR');
}, 180_000);
afterAll(() => story.close(), 180_000);

const said = (words: RegExp): string | undefined => story.replies(issue).find((body) => words.test(body));
const saying = (words: RegExp): Promise<string> =>
  story.github.until(() => said(words), { what: `a comment like ${String(words)}`, timeoutMs: 75_000 });

describe('a client who does not answer', () => {
  test('is called once, then reminded with everything that is needed to answer', async () => {
    await saying(/@clara[^]*Here is the estimate/);
    const reminder = await saying(/Still waiting/);
    expect(reminder).toMatch(/^@clara\n/);
    expect(reminder).toContain('/approve');
  });

  test('is reminded a last time together with the manager; the reminder before is taken away', async () => {
    const last = await saying(/@clara @maria[^]*last reminder/);
    expect(last).toContain('/hold');
    await story.github.until(
      () => story.replies(issue).filter((body) => body.includes('Still waiting')).length === 1,
      { what: 'one reminder' },
    );
  });

  test('is not waited for without end: the task goes on hold, and the card says so', async () => {
    const expired = await saying(/Nobody answered in time/);
    expect(expired).toMatch(/^@maria @olga\n/);
    expect(expired).toContain('/unhold');
    await story.github.until(() => story.card(issue).includes('nobody answered in time'), {
      what: 'the card',
    });
    expect(story.stage(issue)).toBe('discussion');
  });

  test('is asked once more when the hold is lifted, and their answer counts', async () => {
    const before = story.replies(issue).filter((body) => body.includes('Here is the estimate')).length;
    expect(await story.says('maria', issue, '/unhold')).toBe('+1');
    await story.github.until(
      () => story.replies(issue).filter((body) => body.includes('Here is the estimate')).length > before,
      { what: 'the estimate once more' },
    );
    expect(await story.says('clara', issue, '/approve')).toBe('+1');
    await story.reaches(issue, 'planning');
  });
});

test('after a restart the reminders come all the same', async () => {
  const other = await story.propose('Delivery by bike');
  await story.says('maria', other, '/estimate 1d');
  await story.restart();
  await story.github.until(() => story.replies(other).some((body) => body.includes('Still waiting')), {
    what: 'a reminder',
    timeoutMs: 75_000,
  });
});
