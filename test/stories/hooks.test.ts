import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { shopConfig, type Story, startStory } from './start-story.js';

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, 123').toString('base64')}`;

interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A place that keeps what it hears; each path answers as it is told. */
const heard: Heard[] = [];
const answers = new Map<string, readonly number[]>();
const place = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part: string) => (body += part));
  request.on('end', () => {
    const path = request.url ?? '';
    heard.push({ path, headers: request.headers, body });
    const [status = 200, ...later] = answers.get(path) ?? [];
    if (later.length > 0) answers.set(path, later);
    response.writeHead(status).end();
    place.emit('heard');
  });
});

let story: Story;
let issue: number;
const at = (path: string): readonly Heard[] => heard.filter((one) => one.path === path);

beforeAll(async () => {
  await new Promise<void>((resolve) => place.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(place.address() as AddressInfo).port}`;
  answers.set('/flaky', [503, 200]);
  story = await startStory({
    config: `${shopConfig}
notify:
  - { hook: everything }
  - { hook: flaky, on: [planning] }
  - { hook: foreign }
  - { hook: unknown }
`,
    hooks: {
      everything: { url: `${url}/everything`, secret, repositories: ['Agency/*'] },
      flaky: { url: `${url}/flaky`, repositories: ['agency/shop'] },
      foreign: { url: `${url}/foreign`, repositories: ['another/*'] },
    },
  });
  issue = await story.propose('Gift <wrapping> & ribbons');
  await story.says('maria', issue, '/estimate 2d 800 EUR');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'planning');
}, 180_000);
afterAll(async () => {
  await story.close();
  place.close();
}, 180_000);

/** Resolves when a path has heard this often. */
async function comes(path: string, count: number): Promise<void> {
  while (at(path).length < count) await once(place, 'heard');
}

describe('when a task moves', () => {
  test('a chat hears where to and whose turn it is, in Slack’s markup', async () => {
    await comes('/everything', 1);
    const { text } = JSON.parse(at('/everything')[0]?.body ?? '') as { text: string };
    const url = `${story.github.url}/agency/shop/issues/${issue}`;
    expect(text).toBe(
      `*Step 2 · Planning* — <${url}|Gift ‹wrapping› &amp; ribbons (#${issue})>\nGone on\nNext: the manager or the tester`,
    );
  });

  test('a program gets the same as facts, signed as standardwebhooks.com says', () => {
    const [one] = at('/everything');
    const told = new Webhook(secret).verify(one?.body ?? '', one?.headers as Record<string, string>);
    expect(told).toMatchObject({
      metadata: {
        event_type: 'greenlight_stage_changed',
        event_payload: { repository: 'agency/shop', issue, from: 'discussion', to: 'planning', round: 1 },
      },
    });
    expect(() =>
      new Webhook(secret).verify(`${one?.body ?? ''} `, one?.headers as Record<string, string>),
    ).toThrow();
  });

  test('a place that was down hears it when it is back, under the same id, and only what it asked for', async () => {
    await comes('/flaky', 2);
    const ids = at('/flaky').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect(at('/flaky').every(({ headers }) => headers['webhook-signature'] === undefined)).toBe(true);
    await story.says('tess', issue, '/scenario It shines');
    await story.people.maria.addLabel('agency/shop', issue, 'stage: sandbox');
    await story.reaches(issue, 'development');
    await comes('/everything', 3);
    expect(at('/flaky')).toHaveLength(2);
  }, 180_000);

  test('a place that belongs to others hears nothing', () => {
    expect(at('/foreign')).toEqual([]);
  });
});
