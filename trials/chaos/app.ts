import { readEnvironment } from '#app/read-environment.js';
import { start } from '#app/start.js';
import type { Rhythm } from '#engine/rhythm.js';
import { breakRequests, breakStore } from './break-app.js';
import type { Boundary } from './boundaries.js';
import type { FromApp, ToApp } from './messages.js';

/**
 * The real server, in a process that can be killed at named places, loses its database on demand and has a clock that jumps. It is
 * loaded beforehand and starts when it is told to, so that a restart takes no longer than the server itself does.
 */
const trouble = {
  offsetMs: 0,
  databaseIsGone: false,
  armed: null as Boundary | null,
  meet(boundary: Boundary | undefined): void {
    if (boundary !== undefined && boundary === trouble.armed) process.kill(process.pid, 'SIGKILL');
  },
};

/** Hours of a server in minutes of a trial. */
const rhythm: Rhythm = { sweepMs: 4_000, reconcileMs: 8_000, underWayMs: 2_000 };

let stop = (): Promise<void> => Promise.resolve();

const tell = (message: FromApp): void => void process.send?.(message);
const messages: { readonly [T in ToApp['type']]: (message: Extract<ToApp, { type: T }>) => unknown } = {
  start: ({ port, offsetMs, databaseIsGone }) => {
    Object.assign(trouble, { offsetMs, databaseIsGone });
    void begin(port);
  },
  trouble: ({ offsetMs, databaseIsGone }) => Object.assign(trouble, { offsetMs, databaseIsGone }),
  arm: ({ boundary }) => (trouble.armed = boundary),
  stop: () => void stop().then(() => process.exit(0)),
};

process.on('message', (message: ToApp) => (messages[message.type] as (message: ToApp) => void)(message));
process.once('disconnect', () => process.exit(0));
breakRequests(trouble);
tell({ type: 'loaded' });

async function begin(port: number): Promise<void> {
  try {
    const server = await start(readEnvironment({ ...process.env, PORT: String(port) }), {
      clock: { now: () => Date.now() + trouble.offsetMs },
      rhythm,
      around: (store) => breakStore(store, trouble, () => tell({ type: 'worked' })),
    });
    stop = server.stop;
    tell({ type: 'listening' });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  }
}
