import { request } from 'node:http';
import { UserError } from '#errors/user-error.js';
import type { LetterDesk, LetterList } from '#ports/letter-desk.js';
import { doorOf } from '#store/sqlite/door-of.js';

const patienceMs = 30_000;

/** The desk of the server that has the embedded store in `directory`; `null`: no server answers there. */
export async function knock(directory: string): Promise<LetterDesk | null> {
  const ask = (order: object | null): Promise<unknown> => send(doorOf(directory), order);
  try {
    await ask(null);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return null;
    if (code === 'EACCES') throw new UserError('server_of_another_user', { cause: error });
    throw error;
  }
  return {
    list: async () => (await ask(null)) as LetterList,
    settle: async (order) => (await ask(order)) as readonly number[],
  };
}

function send(socketPath: string, order: object | null): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patienceMs);
    const asked = request(
      { socketPath, agent: false, method: order === null ? 'GET' : 'POST', signal },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
          else reject(new Error(`the server answered ${response.statusCode}`));
        });
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(order === null ? undefined : JSON.stringify(order));
  });
}
