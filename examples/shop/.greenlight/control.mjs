// Starts and stops the shop of one environment: `node control.mjs start` or `node control.mjs stop`.
// Used by the scripts beside it. Each environment's directory keeps its port, its process id, its data and its server log.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const {
  GREENLIGHT_ENVIRONMENT_DIR: directory,
  GREENLIGHT_SOURCE: source,
  GREENLIGHT_COMMIT: commit,
} = process.env;
const [pidFile, portFile, logFile] = ['pid', 'port', 'server.log'].map((name) => join(directory, name));
const startMs = 10_000;
const stopMs = 5_000;

if (process.argv[2] === 'start') await start();
else await stop();

async function start() {
  await stop();
  // The port stays the same: links that people have keep working.
  const port = read(portFile) ?? String(await freePort());
  writeFileSync(portFile, port);
  writeFileSync(logFile, '');
  const log = openSync(logFile, 'a');
  const server = spawn(process.execPath, [join(source, 'server.mjs')], {
    cwd: directory,
    env: { ...process.env, PORT: port, COMMIT: commit, DATA_DIRECTORY: join(directory, 'data') },
    // In a session of its own, and away from our output: it goes on when this script has ended.
    detached: true,
    stdio: ['ignore', log, log],
  });
  const url = `http://127.0.0.1:${port}`;
  let over = null;
  server.once('exit', (code, signal) => (over = `ended at once (${code ?? signal})`));
  server.once('error', (error) => (over = `could not be started: ${error.message}`));
  if (server.pid) writeFileSync(pidFile, String(server.pid));
  const until = Date.now() + startMs;
  while (over === null && Date.now() < until) {
    if (await answers(url)) {
      server.unref();
      console.log(`the shop is open at ${url}`);
      if (process.env.GREENLIGHT_OUTPUT) appendFileSync(process.env.GREENLIGHT_OUTPUT, `url=${url}\n`);
      process.exit(0);
    }
    await delay(50);
  }
  console.error(readFileSync(logFile, 'utf8').split('\n').slice(-30).join('\n'));
  console.error(`the shop ${over ?? `did not answer within ${startMs / 1_000} s`}`);
  await stop();
  process.exit(1);
}

async function stop() {
  const pid = Number(read(pidFile));
  if (pid && isOurs(pid)) {
    kill(pid, 'SIGTERM');
    const until = Date.now() + stopMs;
    while (isOurs(pid) && Date.now() < until) await delay(25);
    if (isOurs(pid)) kill(pid, 'SIGKILL');
    while (isOurs(pid)) await delay(25);
  }
  rmSync(pidFile, { force: true });
}

/** After a reboot the number may belong to somebody else. Where there is no /proc, the number has to do. */
function isOurs(pid) {
  if (!kill(pid, 0)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server.mjs');
  } catch {
    return process.platform !== 'linux';
  }
}

function kill(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function answers(url) {
  const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
  return answer !== null;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function read(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
