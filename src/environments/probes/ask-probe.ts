import type { ProbeSettings } from '#config/settings.js';
import type { ProbeReport } from '#ports/environments.js';
import type { Sha } from '#process/task.js';
import { askPage, type Page } from './ask-page.js';
import { judgePage, servesCommit } from './judge-page.js';
import { resolveAnyHost, type ResolveHost } from './resolve-host.js';

const mostRedirects = 3;
const redirects: readonly number[] = [301, 302, 303, 307, 308];

export interface Question {
  readonly url: string;
  readonly commit: Sha | null;
  readonly probe: ProbeSettings;
  readonly signal: AbortSignal;
  readonly resolveHost?: ResolveHost;
}

/** Asks one probe once. Rejects with the signal's reason when that is aborted; everything else is a report. */
export async function askProbe(question: Question): Promise<ProbeReport> {
  const { url, commit, probe, signal } = question;
  const timeout = AbortSignal.timeout(Math.min(probe.timeoutMs, 2 ** 31 - 1));
  const began = performance.now();
  try {
    const within = AbortSignal.any([signal, timeout]);
    const answer = await follow(question, { page: pageOf(url, probe.path), signal: within });
    const tookMs = performance.now() - began;
    const why = typeof answer === 'string' ? answer : judgePage(answer, { probe, commit, tookMs });
    if (why === null) return { kind: 'healthy' };
    const serves = typeof answer === 'string' ? null : servesCommit(answer, { probe, commit });
    return { kind: 'unhealthy', probe: probe.name, why, serves };
  } catch (error) {
    signal.throwIfAborted();
    const why = timeout.aborted
      ? `${probe.path} did not answer within ${probe.timeoutMs / 1_000} s`
      : `${probe.path} cannot be reached: ${sayFault(error)}`;
    return { kind: 'unhealthy', probe: probe.name, why, serves: null };
  }
}

/** The page where the redirects end, or why there is none. */
async function follow(
  { probe, resolveHost = resolveAnyHost }: Question,
  { page, signal }: { page: URL; signal: AbortSignal },
): Promise<Page | string> {
  let at = page;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const answer = await withinTime(askPage(at, { resolveHost, signal }), signal);
    const { location } = answer.headers;
    if (answer.status === probe.status || !redirects.includes(answer.status) || location === undefined) {
      return answer;
    }
    at = new URL(location, at);
    if (at.protocol !== 'http:' && at.protocol !== 'https:') {
      return `${probe.path} redirects to an address that is no web page`;
    }
  }
  return `${probe.path} redirects more than ${mostRedirects} times`;
}

/** Looking up a host cannot be interrupted; waiting for it can. */
function withinTime<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const give = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

/** The path is joined as text: `//elsewhere` must not become another host. */
function pageOf(url: string, path: string): URL {
  const { origin, pathname } = new URL(url);
  return new URL(`${origin}${pathname.replace(/\/+$/, '')}${path}`);
}

function sayFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code === 'ECONNRESET') return 'the connection was closed before an answer came';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host name is not known';
  return message || code || 'the connection failed';
}
