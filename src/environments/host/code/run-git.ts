import { runProcess } from '../processes/run-process.js';
import { WorkFailed } from '../work-failed.js';

export interface GitRun {
  readonly directory: string;
  /** The server's own environment: for PATH, proxies and certificates. */
  readonly server: Readonly<Record<string, string | undefined>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** `http.extraHeader` and the like: in the environment, so that no file and no process list shows them. */
  readonly config?: readonly (readonly [key: string, value: string])[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const inherited = [
  ['PATH', 'http_proxy', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY', 'ALL_PROXY'],
  ['SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO', 'LD_LIBRARY_PATH'],
].flat();

/** No hooks, no helpers, no protocol but the web, and no following to another server with our token. */
const safety: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.attributesFile', '/dev/null'],
  ['credential.helper', ''],
  ['protocol.allow', 'never'],
  ['protocol.http.allow', 'always'],
  ['protocol.https.allow', 'always'],
  ['http.followRedirects', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
];

const maxWords = 2_000;

/** Runs git; throws `WorkFailed` at `source` with git's own words when it fails. */
export async function runGit(args: readonly string[], run: GitRun): Promise<void> {
  let words = '';
  const ended = await runProcess({
    file: 'git',
    args,
    directory: run.directory,
    variables: gitVariables(run),
    timeoutMs: run.timeoutMs,
    signal: run.signal,
    output: () => ({ push: (text) => void (words = (words + text).slice(-maxWords)), end: () => undefined }),
  });
  if (ended.kind === 'exited' && ended.code === 0) return;
  if (ended.kind === 'timeout') throw new WorkFailed('source', 'the code could not be fetched in time');
  if (ended.kind === 'unstartable') throw new WorkFailed('source', `git cannot be started (${ended.code})`);
  throw new WorkFailed('source', `git says: ${lastWords(words)}`);
}

function gitVariables({ server, variables, config = [] }: GitRun): Record<string, string> {
  const settings = [...safety, ...config];
  const taken = inherited.flatMap((name) => (server[name] === undefined ? [] : [[name, server[name]]]));
  return {
    ...(Object.fromEntries(taken) as Record<string, string>),
    HOME: '/nonexistent',
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
    ...variables,
  };
}

function lastWords(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => line.startsWith('fatal:')) ?? lines.at(-1) ?? 'nothing').slice(0, 300);
}
