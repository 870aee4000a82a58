import type { IncomingMessage } from 'node:http';
import type { BodyShare } from './body-budget.js';

/** GitHub delivers nothing larger. */
const mostBytes = 25 * 1024 * 1024;

/** `too-large`: more than GitHub would send; `shed`: more than there is room for; `cut`: the sender went away. None is read further. */
export type Unread = 'too-large' | 'shed' | 'cut';

/** The body as sent, in the pieces in which it came; `onChunk` sees each as it arrives. */
export function readBody(
  request: IncomingMessage,
  { share, onChunk }: { share: BodyShare; onChunk: (chunk: Buffer) => void },
): Promise<readonly Buffer[] | Unread> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return Promise.resolve('too-large');
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    const refuse = (why: Unread): void => {
      request.off('data', take).pause();
      resolve(why);
    };
    function take(chunk: Buffer): void {
      bytes += chunk.length;
      if (bytes > mostBytes) refuse('too-large');
      else if (!share.take(chunk.length)) refuse('shed');
      else {
        onChunk(chunk);
        chunks.push(chunk);
      }
    }
    request.on('data', take);
    request.once('end', () => resolve(chunks));
    // Also after the end, when nobody listens any more.
    request.once('close', () => resolve('cut'));
    request.on('error', () => undefined);
  });
}
