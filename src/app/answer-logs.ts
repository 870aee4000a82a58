import type { CommandEnvironments } from '#environments/command/open-command-environments.js';
import type { Answer } from './serve.js';

/** The log of one piece of work, also while it is running: `/logs/<id>`. Whoever knows the unguessable id may read it. */
export function answerLogs({ readLog }: Pick<CommandEnvironments, 'readLog'>): Answer {
  return async ({ request, response, path }) => {
    const id = /^\/logs\/([\w-]+)$/.exec(path)?.[1];
    if (id === undefined || request.method !== 'GET') return false;
    const text = await readLog(id);
    if (text === null) return false;
    response.writeHead(200, {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    response.end(text);
    return true;
  };
}
