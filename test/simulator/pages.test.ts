import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appId, startShop, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };
let world: ShopWorld;

beforeEach(async () => {
  world = await startShop();
});
afterEach(() => world.close());

async function page(path: string): Promise<string> {
  const response = await fetch(`${world.github.url}${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
}

/** What a reader sees: without tags and styles, entities written out, spaces taken together. */
function seen(source: string): string {
  const text = source.replace(/<style>[^]*<\/style>/, '').replace(/<[^>]*>/g, ' ');
  const written = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return Object.entries(written)
    .reduce((result, [entity, character]) => result.replaceAll(entity, character), text)
    .replace(/\s+/g, ' ');
}

async function openChange(body: string): Promise<{ number: number; head: string }> {
  const dev = world.github.as('dev');
  const { sha: head } = await dev.push('shop/web', {
    branch: 'task/1',
    files: { 'price.txt': '8\n' },
    message: 'Members pay 8',
  });
  const { number } = await dev.openPullRequest('shop/web', { head: 'task/1', title: 'Members pay 8', body });
  await world.github.settled();
  return { number, head };
}

async function deploy(ref: string, environment: string, urls: object): Promise<void> {
  const { rest } = world.octokit;
  const fields = { ...web, ref, environment, auto_merge: false, required_contexts: [] };
  const { data } = await rest.repos.createDeployment(fields);
  if (!('id' in data)) throw new Error('not deployed');
  await rest.repos.createDeploymentStatus({ ...web, deployment_id: data.id, state: 'success', ...urls });
}

test('the page of an issue tells its state, labels in their colours, events and comments in order', async () => {
  const { github, octokit } = world;
  const carl = github.as('carl');
  const { number } = await carl.openIssue('shop/web', {
    title: 'A lower price',
    body: 'For **members**.<!-- a marker -->\nSee https://shop.example.com/a?b=1&c=2.',
  });
  await octokit.rest.issues.createLabel({ ...web, name: 'stage: planning', color: 'FBCA04' });
  await github.as('mara').addLabel('shop/web', number, 'stage: planning');
  const { id } = await carl.comment('shop/web', number, '/approve');
  await octokit.rest.reactions.createForIssueComment({ ...web, comment_id: id, content: 'rocket' });
  await github.as('tess').comment('shop/web', number, 'Fine');
  const source = await page(`/shop/web/issues/${number}`);
  const text = seen(source);
  expect(text).toContain(`A lower price #${number} Open 2 comments`);
  expect(text).toMatch(/carl opened this .*For members \..*mara added the label.*\/approve.*🚀 1.*Fine/);
  expect(text).not.toContain('marker');
  expect(source).toContain(
    '<a href="https://shop.example.com/a?b=1&amp;c=2">https://shop.example.com/a?b=1&amp;c=2</a>.',
  );
  expect(source).toContain('class="label label-fbca04"');
  expect(source).toContain('.label-fbca04{background:#fbca04;color:#000}');
  await github.as('mara').closeIssue('shop/web', number, 'not_planned');
  expect(seen(await page(`/shop/web/issues/${number}`))).toContain('Closed as not planned');
});

test('a comment that was hidden is folded away, with the reason', async () => {
  const { github, octokit } = world;
  const { number } = await github.as('carl').openIssue('shop/web', { title: 'A' });
  const { data } = await octokit.rest.issues.createComment({
    ...web,
    issue_number: number,
    body: 'Old news',
  });
  const hide =
    'mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }';
  await octokit.graphql(hide, { id: data.node_id });
  expect(await page(`/shop/web/issues/${number}`)).toMatch(
    /<details class="box">\s*<summary>[^]*greenlight[^]*marked as outdated\.[^]*Old news[^]*<\/details>/,
  );
});

test('the page of a pull request tells its checks, what is required, and whether it can be merged', async () => {
  const { github, octokit } = world;
  const { number: issue } = await github.as('carl').openIssue('shop/web', { title: 'A lower price' });
  const { number, head } = await openChange(`Closes #${issue}`);
  const text = async () => seen(await page(`/shop/web/pull/${number}`));
  expect(await text()).toContain('This branch has no conflicts with the base branch');
  await github.as('mara').protectBranch('shop/web', 'main', {
    requiredChecks: [{ context: 'build' }, { context: 'greenlight', appId }],
  });
  const ci = github.ci('shop/web');
  await ci.check(head, {
    name: 'build',
    conclusion: 'failure',
    output: { title: '2 failed', summary: 'Red' },
  });
  await ci.check(head, { name: 'greenlight', conclusion: 'success' });
  await ci.status(head, { context: 'lint', state: 'pending', description: 'soon' });
  const blocked = await text();
  expect(blocked).toContain('dev wants to merge 1 commit into main from task/1 · 1 file, +1 −1');
  expect(blocked).toContain('build failure — 2 failed GitHub Actions Required');
  expect(blocked).toContain('lint pending — soon');
  // Another App's check of that name is not the required one.
  expect(blocked).toMatch(/✓ greenlight success GitHub Actions • .*• greenlight expected — .* Required/);
  expect(blocked).toContain('Merging is blocked 2 of 2 required status checks are failing.');
  await github.as('tess').review('shop/web', number, { event: 'REQUEST_CHANGES', body: 'Not in the cart' });
  await ci.check(head, { name: 'build', conclusion: 'success' });
  await octokit.rest.checks.create({ ...web, name: 'greenlight', head_sha: head, conclusion: 'success' });
  await octokit.rest.pulls.merge({ ...web, pull_number: number });
  const merged = await text();
  expect(merged).toContain('Merged G greenlight bot merged 1 commit into main');
  expect(merged).toContain('tess requested changes at');
  expect(seen(await page(`/shop/web/issues/${issue}`))).toMatch(/Development Merged #\d+ Members pay 8/);
});

test('a draft, a conflict and a closed pull request say so', async () => {
  const { github } = world;
  const dev = github.as('dev');
  const { number } = await openChange('');
  const text = async () => seen(await page(`/shop/web/pull/${number}`));
  await dev.convertToDraft('shop/web', number);
  expect(await text()).toContain('still a work in progress');
  await dev.push('shop/web', { branch: 'main', files: { 'price.txt': '12\n' }, message: 'Dearer' });
  await github.settled();
  expect(await text()).toContain('This branch has conflicts that must be resolved');
  await dev.closePullRequest('shop/web', number);
  expect(await text()).toContain('Closed with unmerged commits');
});

test('deployments of a change, and of a merge of it, lead to what runs and to the log', async () => {
  const { octokit, github } = world;
  const { number, head } = await openChange('');
  const repository = github.repository('shop/web');
  const main = await repository.git('rev-parse', 'main');
  await octokit.rest.git.createRef({ ...web, ref: 'refs/heads/integration', sha: main });
  const merge = await octokit.rest.repos.merge({ ...web, base: 'integration', head });
  await deploy(head, 'sandbox/1', {
    environment_url: 'http://127.0.0.1:9/own',
    log_url: 'http://127.0.0.1:9/log',
  });
  await deploy(merge.data.sha, 'sandbox/2', { environment_url: 'http://127.0.0.1:9/merged' });
  await deploy(main, 'production', { environment_url: 'http://127.0.0.1:9/live' });
  const source = await page(`/shop/web/pull/${number}`);
  expect(source).toContain('<a href="http://127.0.0.1:9/own">View deployment</a>');
  expect(source).toContain('<a href="http://127.0.0.1:9/log">Log</a>');
  expect(source).toContain('<a href="http://127.0.0.1:9/merged">View deployment</a>');
  expect(source).not.toContain('http://127.0.0.1:9/live');
  expect(await page('/shop/web')).toContain('<a href="http://127.0.0.1:9/live">View deployment</a>');
});

test('a release is found by its tag, a draft by the address that GitHub gives it', async () => {
  const { rest } = world.octokit;
  const release = await rest.repos.createRelease({
    ...web,
    tag_name: 'web/v1.0',
    name: 'One',
    body: 'First notes',
  });
  const text = seen(await page('/shop/web/releases/tag/web/v1.0'));
  expect(text).toContain('One Latest');
  expect(text).toContain('First notes');
  expect(new URL(release.data.html_url).pathname).toBe('/shop/web/releases/tag/web/v1.0');
  const draft = await rest.repos.createRelease({ ...web, tag_name: 'v2', draft: true });
  expect(seen(await page(new URL(draft.data.html_url).pathname))).toContain('v2 Draft');
});

test('the page of a repository shows its files, and every link on it that stays here leads somewhere', async () => {
  const { github, octokit } = world;
  await github.as('carl').openIssue('shop/web', { title: 'A wish', labels: [] });
  const { number } = await openChange('Closes #1');
  await octokit.rest.repos.createRelease({ ...web, tag_name: 'v1.0.0' });
  await octokit.rest.repos.createRelease({ ...web, tag_name: 'v2.0.0', draft: true });
  const source = await page('/shop/web');
  expect(seen(source)).toMatch(/README\.md price\.txt run\.sh Web .*A wish.*Members pay 8.*v1\.0\.0 Latest/);
  const pages = await Promise.all(['/shop/web', '/shop/web/issues/1', `/shop/web/pull/${number}`].map(page));
  const links = pages.flatMap((one) => [...one.matchAll(/href="(\/[^"]*)"/g)].map((match) => match[1] ?? ''));
  expect(links.length).toBeGreaterThan(10);
  for (const path of new Set(links)) await page(path);
});

test('what people write never becomes markup, nor an address that is not of the web', async () => {
  const { github, octokit } = world;
  const hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
  const carl = github.as('carl');
  const { number: issue } = await carl.openIssue('shop/web', { title: hostile, body: hostile });
  await carl.comment('shop/web', issue, `${hostile} javascript:alert(3) <!-- open`);
  await octokit.rest.issues.createLabel({ ...web, name: '"><b>label', description: hostile.slice(0, 90) });
  await github.as('mara').addLabel('shop/web', issue, '"><b>label');
  const { number, head } = await openChange(hostile);
  const output = { title: hostile, summary: hostile };
  await octokit.rest.checks.create({ ...web, name: hostile, head_sha: head, conclusion: 'failure', output });
  const links = { environment_url: 'javascript:alert(4)', log_url: 'data:text/html,x', description: hostile };
  await deploy(head, hostile, links);
  await octokit.rest.repos.createRelease({ ...web, tag_name: 'v1', name: hostile, body: hostile });
  const paths = [`/issues/${issue}`, `/pull/${number}`, '/releases/tag/v1', ''];
  for (const path of paths) {
    const source = await page(`/shop/web${path}`);
    expect(source).not.toMatch(/<(script|img|b>label)/i);
    expect(source).not.toMatch(/href="(javascript|data):/i);
    expect(seen(source)).toContain(hostile);
  }
});

test('a page may load nothing but its own styles, and carries no script', async () => {
  const { number } = await world.github.as('carl').openIssue('shop/web', { title: 'A' });
  await world.github.as('mara').addLabel('shop/web', number, 'bug');
  const response = await fetch(`${world.github.url}/shop/web/issues/${number}`);
  const source = await response.text();
  const [sheet = ''] = /(?<=<style>)[^]*(?=<\/style>)/.exec(source) ?? [];
  const hash = createHash('sha256').update(sheet).digest('base64');
  const policy = response.headers.get('content-security-policy');
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(source).not.toMatch(/<script|<link|\sstyle=|\son\w+=/i);
  expect(sheet).toContain('prefers-color-scheme: dark');
});

test('what is not there is not found', async () => {
  const paths = [
    '/',
    '/shop/web/issues/9',
    '/shop/none',
    '/shop/web/releases/tag/v9',
    '/shop/web/wiki',
    '/%zz/%',
  ];
  for (const path of paths) {
    const response = await fetch(`${world.github.url}${path}`);
    expect([path, response.status]).toEqual([path, 404]);
  }
});
