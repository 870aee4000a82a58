import { createHmac, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

/** Where deliveries come from: a repository of the simulated GitHub. */
export interface Origin {
  readonly repository: { readonly id: number; readonly installation: number };
  /** Node ids of comments that exist, the first on issue 1 and so on. */
  readonly comments: readonly string[];
}

/** One signed request as GitHub sends it. */
export interface Delivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How large a delivery is. `small` has only what Greenlight reads; the others are GitHub's own example, one with long texts. */
export type Size = 'small' | 'real' | 'long';

export const sizeNames: Readonly<Record<Size, string>> = { small: '200 B', real: '12 KB', long: '25 KB' };

interface Example {
  readonly repository: object;
  readonly comment: object;
  readonly issue: object;
}

const examples = createRequire(import.meta.url)('@octokit/webhooks-examples') as {
  default?: readonly Group[];
} & readonly Group[];
type Group = { readonly name: string; readonly examples: readonly (Example & { readonly action: string })[] };

const longText = 'What we want to see here is said at some length, as people do. '.repeat(98);
/** Stands where each delivery has its own number. */
const slot = 999_999_999;

/** Makes deliveries of one kind, every one with an id, a comment and a signature of its own. */
export type Make = () => Delivery;

/** Comments with a command on issues that are tasks, in turn: each of them is stored. */
export function commands(size: Size, origin: Origin, secret: string): Make {
  return numbered(
    origin.comments.map((node, index) => comment(size, origin, { node, number: index + 1, body: '/status' })),
    secret,
  );
}

/** Comments of people talking to each other: nothing is to be done about them, and nothing is stored. */
export function talk(size: Size, origin: Origin, secret: string): Make {
  return numbered(
    origin.comments.map((node, index) =>
      comment(size, origin, { node, number: index + 1, body: 'Looks good to me.' }),
    ),
    secret,
  );
}

function comment(
  size: Size,
  { repository: { id, installation } }: Origin,
  { node, number, body }: { node: string; number: number; body: string },
): string {
  const sender = { login: 'tess', type: 'User' };
  const here = { id, name: 'shop', owner: { login: 'agency' } };
  // What was written long ago is not taken any more.
  const created_at = new Date().toISOString();
  const said = { id: slot, node_id: node, body, created_at, updated_at: created_at };
  if (size === 'small')
    return JSON.stringify({
      action: 'created',
      issue: { number },
      comment: said,
      repository: here,
      installation: { id: installation },
      sender,
    });
  const groups = examples.default ?? examples;
  const example = groups
    .find(({ name }) => name === 'issue_comment')
    ?.examples.find(({ action }) => action === 'created');
  if (example === undefined) throw new Error('GitHub’s examples have no comment');
  const extra = size === 'long' ? longText : '';
  return JSON.stringify({
    ...example,
    repository: { ...example.repository, ...here, full_name: 'agency/shop' },
    issue: { ...example.issue, number, body: `An idea. ${extra}` },
    comment: { ...example.comment, ...said, body: `${body}\n\n${extra}` },
    installation: { id: installation },
    sender,
  });
}

function numbered(templates: readonly string[], secret: string): Make {
  let next = 100_000_000;
  return () => {
    next += 1;
    const template = templates[next % templates.length] ?? '';
    const body = template.replace(String(slot), String(next));
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/044aadd',
        'x-github-delivery': randomUUID(),
        'x-github-event': 'issue_comment',
        'x-hub-signature-256': `sha256=${signature}`,
      },
    };
  };
}
