import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { readEnvironment } from '#app/read-environment.js';
import { serverVariables } from '#config/server-variables.js';
import { type HostImage, makeHostImage } from '../support/host-image.js';
import { describeOnPodman, engineArguments, podman, podmanFile } from '../support/podman.js';
import { app } from '../support/server-process.js';

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only: boolean;
  readonly security_opt: readonly string[];
}

const dockerfile = readFileSync('Dockerfile', 'utf8');

describe('compose.yaml', () => {
  const operator: Readonly<Record<string, string>> = {
    APP_ID: '42',
    WEBHOOK_SECRET: app.secret,
    DATABASE_PASSWORD: 'password',
    GREENLIGHT_URL: 'https://greenlight.example.com',
  };
  const text = readFileSync('compose.yaml', 'utf8').replaceAll(
    /\$\{(\w+):([?-])([^}]*)\}/g,
    (_, name: string, how: string, words: string) => (how === '-' ? words : (operator[name] ?? '')),
  );
  const { services } = load(text, { schema: CORE_SCHEMA.withTags(mergeTag) }) as {
    services: Readonly<Record<string, Service>>;
  };
  const replicas = Object.entries(services).filter(([name]) => name.startsWith('greenlight-'));

  test('has two replicas that differ in their data alone', () => {
    const [[, one], [, other]] = replicas as [[string, Service], [string, Service]];
    expect(replicas).toHaveLength(2);
    expect({ ...one, volumes: [] }).toEqual({ ...other, volumes: [] });
    expect(one.volumes).not.toEqual(other.volumes);
  });

  test('sets only variables that the server reads, to what it accepts', () => {
    for (const [, { environment }] of replicas) {
      expect(Object.keys(serverVariables)).toEqual(expect.arrayContaining(Object.keys(environment)));
      const { PRIVATE_KEY_PATH: path, ...others } = environment;
      expect(path).toBe('/run/secrets/private-key');
      expect(readEnvironment({ ...others, PRIVATE_KEY: app.privateKey })).toMatchObject({
        drainMs: 5_000,
        previousSecret: null,
        metricsToken: null,
        publicUrl: 'https://greenlight.example.com',
      });
    }
  });

  test('names files that are there, and no service may write into its image or gain rights', () => {
    for (const { volumes, healthcheck, read_only: isReadOnly, security_opt: security } of Object.values(
      services,
    )) {
      expect(isReadOnly).toBe(true);
      expect(security).toEqual(['no-new-privileges:true']);
      const paths = volumes.flatMap((volume) => (volume.startsWith('.') ? [volume.split(':')[0] ?? ''] : []));
      const scripts = healthcheck?.test.filter((word) => word.endsWith('.mjs')) ?? [];
      for (const path of [...paths, ...scripts]) expect(existsSync(path)).toBe(true);
      for (const script of scripts) expect(dockerfile).toContain(`COPY ${script} `);
    }
    const caddyfile = readFileSync('deploy/Caddyfile', 'utf8');
    for (const [name] of replicas) expect(caddyfile).toContain(` ${name}:3000`);
  });
});

describeOnPodman('the image', () => {
  const image = `localhost/greenlight-test:${process.pid}`;
  const container = `greenlight-test-${process.pid}`;
  /** A GitHub that knows the App. */
  const github = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: app.id, slug: 'greenlight' }));
  });
  let base: HostImage;
  let running: ChildProcess;
  let url: string;

  /** Runs it as compose.yaml does, but on the network of this machine. */
  function start(port: number): ChildProcess {
    const variables = {
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: app.secret,
      GHE_HOST: `127.0.0.1:${(github.address() as AddressInfo).port}`,
      GHE_PROTOCOL: 'http',
      HOST: '127.0.0.1',
      PORT: String(port),
    };
    const hardened = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'all'];
    const args = [
      ...['run', '--rm', '--name', container, '--network', 'host', ...engineArguments, ...base.mounts],
      ...[...hardened, '--security-opt', 'no-new-privileges'],
      ...[...Object.keys(variables).flatMap((name) => ['--env', name]), image],
    ];
    const env = { ...process.env, ...variables };
    return spawn(podmanFile(), args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  }

  beforeAll(async () => {
    base = await makeHostImage(`localhost/greenlight-test-base:${process.pid}`, ['apt-get']);
    await podman(
      ...['build', ...engineArguments, '--layers=false', '--format', 'docker', '--network', 'host'],
      ...[...base.mounts, ...base.cache, '--build-arg', `NODE_IMAGE=${base.name}`, '--tag', image, '.'],
    );
    github.listen(0, '127.0.0.1');
    await once(github, 'listening');
    const port = await freePort();
    running = start(port);
    url = await listening(running);
  }, 400_000);

  afterAll(async () => {
    github.closeAllConnections();
    github.close();
    await podman('rm', '--force', '--ignore', container);
    await podman('rmi', '--force', image);
    await base.remove();
  }, 60_000);

  test('serves without root and without writing into itself, and says that it is healthy', async () => {
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await podman('inspect', '--format', '{{.Config.User}}', container)).toBe('1000:1000');
    const write = 'try { fs.writeFileSync("/app/x", "") } catch ({ code }) { console.log(code) }';
    expect(await podman('exec', container, 'node', '-e', write)).toBe('EROFS');
    for (const page of ['/healthz', '/readyz'])
      await podman('exec', container, 'node', 'scripts/is-healthy.mjs', page);
    await expect(podman('exec', container, 'node', 'scripts/is-healthy.mjs', '/nothing')).rejects.toThrow();
    expect(await podman('inspect', '--format', '{{.Config.Healthcheck.Test}}', container)).toBe(
      '[CMD node scripts/is-healthy.mjs]',
    );
  });

  test('holds what runs, and none of what only builds or tests it', async () => {
    const list = 'console.log(JSON.stringify([fs.readdirSync("."), fs.readdirSync("node_modules")]))';
    const [here, packages] = JSON.parse(await podman('exec', container, 'node', '-e', list)) as string[][];
    expect(here?.sort()).toEqual(['LICENSE', 'dist', 'node_modules', 'package.json', 'scripts']);
    expect(packages).toContain('prom-client');
    for (const tool of ['typescript', 'jest', 'eslint']) expect(packages).not.toContain(tool);
  });

  test('is ended by the signal of `stop`, with 0', async () => {
    const ended = once(running, 'close');
    await podman('kill', '--signal', 'TERM', container);
    expect(await ended).toEqual([0, null]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function listening({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (stdout === null) throw new Error('the server has no log');
    createInterface(stdout)
      .on('line', (line) => {
        const { msg, url } = JSON.parse(line) as { msg: string; url: string };
        if (msg === 'listening') resolve(url);
      })
      .once('close', () => reject(new Error('the server did not start')));
  });
}
