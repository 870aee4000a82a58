import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Boundary } from './boundaries.js';
import type { FromApp, ToApp } from './messages.js';
import { loadApp, openSpares, type Spares } from './spares.js';

/** One process of the server that was ended by SIGKILL. Times are milliseconds since 1970; `null`: not yet. */
export interface Kill {
  readonly at: number;
  readonly boundary: Boundary | 'at random';
  /** When its successor listened, and had done its first job. */
  listening: number | null;
  worked: number | null;
}

/** The servers under trial: so many processes, each started again at once when it ends. */
export interface Servers {
  readonly ports: readonly number[];
  readonly kills: readonly Kill[];
  /** How often a process ended by itself: it could not start. */
  readonly refusals: () => number;
  /** Starts them; resolves when all listen. */
  start(): Promise<void>;
  /** Whether a replica is up, and a process waits that can take its place at once. */
  canKill(replica: number): boolean;
  kill(replica: number): void;
  /** From now on the process ends when it comes to this boundary; `null`: nowhere. */
  arm(replica: number, boundary: Boundary | null): void;
  isUp(replica: number): boolean;
  /** Tells every process, also those that come. */
  tell(change: { offsetMs?: number; databaseIsGone?: boolean }): void;
  stop(): Promise<void>;
}

export interface ServersOptions {
  /** The compiled `app.js`. */
  readonly program: string;
  /** Logs go into it. */
  readonly directory: string;
  readonly replicas: number;
  readonly variables: Readonly<Record<string, string>>;
}

interface Replica {
  readonly port: number;
  process: ChildProcess | null;
  isUp: boolean;
  armed: Boundary | null;
  kill: Kill | null;
}

/** After a process that could not start. */
const pauseMs = 250;

/** All replicas, and what is wrong around every process of them. */
interface Fleet {
  readonly replicas: readonly Replica[];
  readonly spares: Spares;
  readonly state: { offsetMs: number; databaseIsGone: boolean };
  readonly kills: Kill[];
  refusals: number;
  isStopping: boolean;
}

export async function openServers({
  program,
  directory,
  replicas,
  variables,
}: ServersOptions): Promise<Servers> {
  await mkdir(directory, { recursive: true });
  const log = await open(join(directory, 'app.log'), 'a');
  const ports = await Promise.all(Array.from({ length: replicas }, freePort));
  const fleet: Fleet = {
    replicas: ports.map((port) => ({ port, process: null, isUp: false, armed: null, kill: null })),
    spares: openSpares(replicas + 1, () => loadApp(program, variables, log.fd)),
    state: { offsetMs: 0, databaseIsGone: false },
    kills: [],
    refusals: 0,
    isStopping: false,
  };
  const { spares, state, replicas: all } = fleet;
  return {
    ports,
    kills: fleet.kills,
    refusals: () => fleet.refusals,
    start: async () => {
      await Promise.all(all.map((replica) => run(fleet, replica)));
    },
    canKill: (index) => all[index]?.isUp === true && spares.isReady(),
    kill: (index) => void all[index]?.process?.kill('SIGKILL'),
    arm(index, boundary) {
      const replica = all[index];
      if (replica?.process == null) return;
      replica.armed = boundary;
      send(replica.process, { type: 'arm', boundary });
    },
    isUp: (index) => all[index]?.isUp ?? false,
    tell(change) {
      Object.assign(state, change);
      for (const { process: child } of all) if (child !== null) send(child, { type: 'trouble', ...state });
    },
    async stop() {
      if (fleet.isStopping) return;
      fleet.isStopping = true;
      await spares.close();
      for (const { process: child } of all) if (child !== null) await stopApp(child);
      await log.close();
    },
  };
}

/** Puts a process in the replica's place; resolves when it listens, or has ended. */
async function run(fleet: Fleet, replica: Replica): Promise<void> {
  const child = await fleet.spares.take();
  if (fleet.isStopping) {
    child.kill('SIGKILL');
    return;
  }
  replica.process = child;
  await new Promise<void>((resolve) => {
    child.on('message', ({ type }: FromApp) => {
      hear(replica, type);
      if (type === 'listening') resolve();
    });
    child.once('exit', (_code, signal) => {
      ended(fleet, replica, signal);
      resolve();
    });
    send(child, { type: 'start', port: replica.port, ...fleet.state });
  });
}

function hear(replica: Replica, type: FromApp['type']): void {
  const { kill } = replica;
  if (type === 'listening') replica.isUp = true;
  if (kill !== null && (type === 'listening' || type === 'worked')) kill[type] ??= Date.now();
}

/** Whoever ends, its successor takes its place at once. */
function ended(fleet: Fleet, replica: Replica, signal: string | null): void {
  const { armed } = replica;
  Object.assign(replica, { isUp: false, process: null, armed: null });
  if (fleet.isStopping) return;
  const isKilled = signal === 'SIGKILL';
  if (isKilled) {
    replica.kill = { at: Date.now(), boundary: armed ?? 'at random', listening: null, worked: null };
    fleet.kills.push(replica.kill);
  } else fleet.refusals += 1;
  setTimeout(() => void run(fleet, replica), isKilled ? 0 : pauseMs);
}

async function stopApp(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  send(child, { type: 'stop' });
  await gone;
}

/** A process that was just killed hears nothing any more. */
function send(child: ChildProcess, message: ToApp): void {
  if (child.connected) child.send(message, () => undefined);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
