import { pino } from 'pino';
import { Probot, Server } from 'probot';

/** Probot as it comes, with one handler that does nothing, and nothing logged of single requests. */
const { APP_ID = '', PRIVATE_KEY = '', WEBHOOK_SECRET = '', PORT = '' } = process.env;
const log = pino({ level: 'warn' });
const server = new Server({
  Probot: Probot.defaults({ appId: APP_ID, privateKey: PRIVATE_KEY, secret: WEBHOOK_SECRET, log }),
  host: '127.0.0.1',
  port: Number(PORT),
  log,
});
await server.load((app) => {
  app.onAny(() => undefined);
});
await server.start();
