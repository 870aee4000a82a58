import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { pinned } from './pinned.js';

/** A server that is measured, in a process of its own. */
export interface MeasuredServer {
  readonly url: string;
  readonly pid: number;
  /** From starting the process until it takes connections. */
  readonly startedInMs: number;
  /** Resident memory now and at most, in MB (10⁶ bytes). */
  readonly memory: () => { readonly resident: number; readonly peak: number };
  /** Processor time since it was started, user and system, in milliseconds. */
  readonly cpuMs: () => number;
  readonly stop: () => Promise<void>;
}

/** Linux counts processor time in these. */
const tickMs = 10;
const patienceMs = 60_000;
/** What is under way is none of what is measured. */
const patienceToStopMs = 3_000;

/** Starts a compiled program on processor 0, told a free port by `PORT`. What it prints goes to `log`. */
export async function runServer(
  program: string,
  { variables, log }: { variables: Readonly<Record<string, string>>; log: string },
): Promise<MeasuredServer> {
  const port = await freePort();
  const output = openSync(log, 'a');
  const [command, ...argv] = pinned(0, [process.execPath, program]);
  const began = performance.now();
  const child = spawn(command, argv, {
    env: { PATH: process.env['PATH'], ...variables, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', output, output],
  });
  await untilOpen(port, child, log);
  const pid = child.pid ?? 0;
  return {
    url: `http://127.0.0.1:${port}`,
    pid,
    startedInMs: performance.now() - began,
    memory: () => ({ resident: statusOf(pid, 'VmRSS'), peak: statusOf(pid, 'VmHWM') }),
    cpuMs: () => cpuOf(pid),
    stop: () => stop(child),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function untilOpen(port: number, child: ChildProcess, log: string): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    if (child.exitCode !== null) break;
    if (await isOpen(port)) return;
    await delay(5);
  }
  child.kill('SIGKILL');
  throw new Error(`a server did not start: ${readFileSync(log, 'utf8').slice(-2_000)}`);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const killed = setTimeout(() => child.kill('SIGKILL'), patienceToStopMs);
  await once(child, 'exit');
  clearTimeout(killed);
}

/** A line of /proc/<pid>/status, in MB. */
function statusOf(pid: number, name: string): number {
  const [, kibibytes = '0'] =
    new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kibibytes) * 1_024) / 1e6;
}

function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}
