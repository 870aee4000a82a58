import { afterEach, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseComment } from '#commands/parse-comment.js';
import { taskBranch } from '#commands/task-branch.js';
import { defaultSettings, parseConfig } from '#config/parse-config.js';
import { admit } from '#environments/host/admit.js';
import { parseAllowedHosts } from '#environments/probes/allowed-hosts.js';
import { askProbe } from '#environments/probes/ask-probe.js';
import { guardHosts } from '#environments/probes/guard-hosts.js';
import type { Work } from '#ports/environments.js';
import { sandboxName } from '#process/sandbox-name.js';
import { codeSpan } from '#wording/safety/code-span.js';
import { escapeMarkdown } from '#wording/safety/escape-markdown.js';
import { linkTo } from '#wording/safety/link-to.js';
import { plainWords } from '#wording/safety/plain-words.js';
import { quoteWords } from '#wording/safety/quote-words.js';
import { api, noMoreRequests, repo, shop, startGitHubAdapter } from '../github/start-github-adapter.js';
import { dangersIn, markupOf } from '../wording/markup.js';

afterEach(noMoreRequests);

describe('threat 10: what is quoted, code or hidden commands nothing', () => {
  test.each([
    '> /approve',
    '> Tess wrote:\n> > /approve',
    'On Monday Tess wrote:\n\n> /approve\n\nNo.',
    '```\n/approve\n```',
    '~~~\n/approve\n~~~',
    '```\n/approve',
    '    /approve',
    '<!-- /approve -->',
    '<!--\n/approve\n-->',
    '<!--\n/approve',
    '<details><summary>x</summary>\n/approve\n</details>',
    '<pre>\n/approve\n</pre>',
    'please /approve',
    '- /approve',
    '`/approve`',
    '//approve',
    '\\/approve',
    '/approve​',
    '/аpprove',
    '／approve',
    `${'x'.repeat(65_536)}\n/approve`,
  ])('threat 10: %j', (body) => {
    expect(parseComment(body).filter(({ kind }) => kind === 'command')).toEqual([]);
  });
});

/** Names that a shell, a file system or git's command line would read as something else. */
const hostile = [
  '$(touch pwned)',
  '`touch pwned`',
  '; touch pwned #',
  "'; touch pwned; '",
  '"; touch pwned; "',
  '--upload-pack=touch pwned',
  '-c core.sshCommand=x',
  '../../../etc/passwd',
  '..%2f..%2fetc',
  'a\nb\u0000c',
  '${IFS}&&x|y>z',
  'C:\\x',
  'ünïcødé 名前 🎁',
  '.',
  '..',
  'refs/heads/main',
  'x'.repeat(5_000),
];

describe('threat 22: what people name is nowhere read as a command', () => {
  test('threat 22: nothing is run by a shell: programs are started with a list of words', () => {
    const found = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.startsWith('simulator/'))
      .map((path) => [path, readFileSync(join('src', path), 'utf8')] as const)
      .flatMap(([path, text]) => [
        ...[...text.matchAll(/import \{([^}]*)\} from 'node:child_process'/g)].flatMap(([, names = '']) =>
          names
            .split(',')
            .map((name) => name.replace('type ', '').trim())
            .filter((name) => !['', 'spawn', 'execFile', 'ChildProcess'].includes(name))
            .map((name) => `${path}: ${name}`),
        ),
        ...(/\bshell:|['"`]-c['"`]/.test(text) ? [`${path}: a shell`] : []),
      ]);
    expect(found).toEqual([]);
  });

  test.each(hostile)('threat 22: a task called %j has a branch that is only a branch', (title) => {
    const branch = taskBranch(12, title);
    expect(branch).toMatch(/^task\/12(?:-[a-z0-9]+)*$/);
    execFileSync('git', ['check-ref-format', `refs/heads/${branch}`]);
  });

  test('threat 22: whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 1e9 }), (title, number) => {
        expect(taskBranch(number, title)).toMatch(/^task\/\d+(?:-[a-z0-9]+)*$/);
      }),
    );
  });
});

describe('threat 23: what people name leads nowhere else', () => {
  const admits = (name: string, commit = 'a'.repeat(40)): string | null =>
    admit('deploy', {
      environment: { name, kind: 'sandbox' },
      commit,
      scripts: 'b'.repeat(40),
      settings: defaultSettings.environments,
    } as Work);

  test('threat 23: a sandbox is called by two numbers, which no two tasks share', () => {
    const numbers = fc.record({ id: fc.integer({ min: 1, max: 2 ** 40 }), number: fc.integer({ min: 1 }) });
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const names = [one, other].map(({ id, number }) =>
          sandboxName({ number, repository: { ...shop, id } }),
        );
        for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/);
        expect(names[0] === names[1]).toBe(one.id === other.id && one.number === other.number);
      }),
    );
  });

  test.each(hostile)('threat 23: no environment is called %j, and no commit', (name) => {
    expect(admits(name)).not.toBeNull();
    expect(admits('sandbox-7-1', name)).not.toBeNull();
    expect(admits('sandbox-7-1')).toBeNull();
  });

  test.each(hostile.filter((name) => name.length < 100 && !/^\.+$/.test(name)))(
    'threat 23: %j in an address stays one part of it',
    async (name) => {
      const github = startGitHubAdapter();
      const asked: string[] = [];
      const only = (path: string): boolean => asked.push(path) > 0;
      api().get(only).reply(404, {});
      api().delete(only).reply(404, {});
      await github.loadPermission(shop, name);
      await github.deleteBranch(shop, name);
      const parts = [...new Set(asked)].map((path) => path.split('/').map(decodeURIComponent));
      expect(parts).toEqual([
        [...repo.split('/'), 'collaborators', name, 'permission'],
        [...repo.split('/'), 'git', 'refs', `heads/${name}`],
      ]);
    },
  );
});

test.each(['..', '.', '/x', '%2e%2e'])('threat 23: no person and no team is called %s', (name) => {
  const [parsed] = parseComment(`/delegate tester @${name}`);
  expect(parsed?.kind).toBe('problem');
  for (const written of [name, `@agency/${name}`])
    expect(parseConfig(`roles: { tester: ${JSON.stringify(written)} }`).ok).toBe(false);
});

describe('threat 24: a probe reaches only what is public, and nothing by a detour', () => {
  const page = { ...defaultSettings.environments.production.probes[0], path: '/' };
  const ask = async (url: string, at: readonly string[] = []): Promise<string> => {
    const addresses = [...at];
    const guard = guardHosts(parseAllowedHosts(''), () =>
      Promise.resolve([{ address: addresses.shift() ?? '127.0.0.1', family: 4 }]),
    );
    const { signal } = new AbortController();
    const probe = { ...page, retries: 0, intervalMs: 1, timeoutMs: 2_000 } as never;
    const report = await askProbe({ url, commit: null, probe, signal, resolveHost: guard });
    return report.kind === 'healthy' ? 'healthy' : report.why;
  };

  test.each([
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f.1',
    'http://0177.0.0.1',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:a9fe:a9fe]',
    'http://[64:ff9b::a9fe:a9fe]',
    'http://169.254.169.254',
    'http://10.0.0.1',
    'http://[fd00:ec2::254]',
    'http://localhost',
  ])('threat 24: not %s', async (url) => {
    expect(await ask(url)).toMatch(/which probes ask only if the operator allows it/);
  });

  test('threat 24: a redirect, and a name that leads elsewhere the second time, reach nothing inside', async () => {
    let reached = 0;
    const inner = createServer((_request, response) => {
      reached += 1;
      response.end();
    });
    await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve));
    const { port } = inner.address() as AddressInfo;
    const guarded = guardHosts(parseAllowedHosts('shop.example'), () =>
      Promise.resolve([{ address: '127.0.0.2', family: 4 }]),
    );
    const outer = createServer((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
    });
    await new Promise<void>((resolve) => outer.listen(port, '127.0.0.2', resolve));
    const probe = { ...page, retries: 0, timeoutMs: 2_000 } as never;
    const { signal } = new AbortController();
    const url = `http://shop.example:${port}`;
    const report = await askProbe({ url, commit: null, probe, signal, resolveHost: guarded });
    expect(report).toMatchObject({ kind: 'unhealthy', why: expect.stringContaining('loopback address') });
    // Public when it was judged: that address is asked, whatever the name says by then. Nothing is there.
    await ask(`http://rebinding.example:${port}`, ['192.0.2.1', '127.0.0.1']);
    expect(reached).toBe(0);
    for (const server of [inner, outer]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe('threat 25: people’s words are shown, and do nothing', () => {
  const words = [
    '@agency/qa @maria fixes #1, closes agency/shop#2 GH-3',
    '![x](https://evil.example/pixel.png) <img src=//evil.example>',
    '[click](javascript:alert(1)) https://evil.example www.evil.example',
    '<!-- greenlight:card --> <details open>',
    '# Approved\n/approve\n- [x] done\n| a | b |\n|---|---|',
    '```\n/approve\n```',
    '\u202e/evorppa\u202c @\u200bmaria',
  ];

  test.each(words)('threat 25: %j', (typed) => {
    for (const text of [escapeMarkdown(typed, 300), quoteWords(typed) ?? '']) {
      expect(dangersIn(text)).toEqual([]);
      expect(markupOf(text)).toMatchObject({ headings: 0, tags: [], comments: [], links: [], fences: 0 });
      expect(text).not.toMatch(/#\d|<!--/);
      expect(parseComment(text)).toEqual([]);
    }
    expect(codeSpan(typed)).toMatch(/^`[^`\n]+`$/);
    expect(plainWords(typed, 300)).not.toMatch(/\n|@\S|#\d|GH-\d|:\/\/|[[\]<>]/);
    expect(linkTo('Sandbox', `https://a.example/${typed}`)).toMatch(
      /^(?:Sandbox|\[Sandbox\]\([^\s()<>`|\\"]+\))$/,
    );
  });

  test('threat 25: nor do the values of a configuration that is complained about', () => {
    for (const typed of words) {
      const parsed = parseConfig(
        `roles: { manager: ${JSON.stringify(typed)} }\n${JSON.stringify(typed)}: 1\n`,
      );
      if (parsed.ok) throw new Error('that was no configuration');
      expect(parsed.problems.length).toBeGreaterThan(0);
    }
  });
});
