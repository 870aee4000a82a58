import { join } from 'node:path';
import { nodeId } from '#simulator/state/node-id.js';
import { startGitHub } from '#simulator/start-github.js';
import { createShop } from '../create-shop.js';
import { readManifest } from '../read-manifest.js';
import { rememberAnswers } from './remember-answers.js';

/** What the benchmark needs to know of the GitHub in this process. */
export interface GitHubTold {
  /** The value for `GHE_HOST`. */
  readonly host: string;
  readonly repository: { readonly id: number; readonly installation: number };
  /** Node ids of comments that exist, the first on issue 1 and so on. */
  readonly comments: readonly string[];
}

/** How often what the simulator remembers of requests is thrown away: only figures are wanted here. */
const forgetMs = 1_000;
const issues = 20;

const { DIRECTORY = '', PUBLIC_KEY = '', WEBHOOK_SECRET = '', APP_ID = '', LATENCY_MS = '0' } = process.env;
const github = await startGitHub({
  app: {
    id: Number(APP_ID),
    slug: 'greenlight',
    publicKey: PUBLIC_KEY,
    webhookSecret: WEBHOOK_SECRET,
    ...(await readManifest()),
  },
  directory: join(DIRECTORY, 'github'),
});
github.webhooks.pause();
const shop = await createShop(github);
const maria = github.as('maria');
const comments: string[] = [];
for (let number = 1; number <= issues; number += 1) {
  await maria.openIssue(shop.fullName, { title: `Idea ${number}`, body: 'An idea.' });
  const { id } = await maria.comment(shop.fullName, number, 'A word.');
  comments.push(nodeId('IC', id));
}
const { id: installation } = await github.install({ account: 'agency', repositories: [shop.fullName] });
setInterval(() => github.requests.splice(0), forgetMs);
process.send?.({
  host: await rememberAnswers(github.url, Number(LATENCY_MS)),
  repository: { id: shop.id, installation },
  comments,
} satisfies GitHubTold);
process.once('disconnect', () => process.exit(0));
