import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FileContent } from '#simulator/github.js';

/**
 * A host for every environment, so cheap that hundreds of deployments cost nothing: putting a commit live is writing it into the
 * environment's file. Each run of a script leaves two lines in one ledger, which nobody but the trial reads.
 */
export interface Hosting {
  /** The ledger: `begin|end operation repository environment task commit run`. */
  ledger(): Promise<readonly Run[]>;
  /** The address of an environment: its directory is told in the path. */
  urlOf(directory: string): string;
  /** The scripts of a repository whose environments it hosts. */
  scripts(repository: string): Readonly<Record<string, FileContent>>;
  close(): Promise<void>;
}

/** One line of the ledger. */
export interface Run {
  readonly phase: 'begin' | 'end';
  readonly operation: string;
  readonly repository: string;
  readonly environment: string;
  readonly task: string;
  readonly commit: string;
  /** The same for both lines of one run. */
  readonly run: string;
}

export async function openHosting(directory: string): Promise<Hosting> {
  await mkdir(directory, { recursive: true });
  const ledger = join(directory, 'ledger');
  const server = createServer((request, response) => {
    const place = decodeURIComponent((request.url ?? '/').split('/')[1] ?? '');
    const commit = readCommit(place);
    response.writeHead(commit === null ? 404 : 200, commit === null ? {} : { 'x-commit': commit });
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    urlOf: (place) => `${url}/${encodeURIComponent(place)}`,
    scripts: (repository) => scriptsOf({ repository, ledger, url }),
    ledger: async () => {
      const text = await readFile(ledger, 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map(readRun);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function readCommit(place: string): string | null {
  try {
    return readFileSync(join(place, 'commit'), 'utf8').trim();
  } catch {
    return null;
  }
}

function readRun(line: string): Run {
  const [phase, operation = '', repository = '', environment = '', task = '', commit = '', run = ''] =
    line.split(' ');
  return { phase: phase === 'end' ? 'end' : 'begin', operation, repository, environment, task, commit, run };
}

const serve =
  'printf %s "$GREENLIGHT_COMMIT" > "$GREENLIGHT_ENVIRONMENT_DIR/.new"\nmv "$GREENLIGHT_ENVIRONMENT_DIR/.new" "$GREENLIGHT_ENVIRONMENT_DIR/commit"';

const bodies: Readonly<Record<string, string>> = {
  provision: serve,
  deploy: `${serve}\nprintf 'deployed %s\\n' "$GREENLIGHT_COMMIT" >> "$GREENLIGHT_ENVIRONMENT_DIR/history"`,
  backup: 'cp "$GREENLIGHT_ENVIRONMENT_DIR"/* "$GREENLIGHT_BACKUP_DIR/" 2> /dev/null || true',
  restore: `rm -f "$GREENLIGHT_ENVIRONMENT_DIR"/*\ncp "$GREENLIGHT_BACKUP_DIR"/* "$GREENLIGHT_ENVIRONMENT_DIR/" 2> /dev/null || true\n${serve}`,
  destroy: 'rm -f "$GREENLIGHT_ENVIRONMENT_DIR/commit"',
};

/** A moment in each script is left for whoever kills the server meanwhile. */
function scriptsOf({
  repository,
  ledger,
  url,
}: {
  repository: string;
  ledger: string;
  url: string;
}): Readonly<Record<string, FileContent>> {
  const script = (body: string): FileContent => ({
    mode: '100755',
    content: `#!/bin/sh
set -eu
note() {
  echo "$1 $GREENLIGHT_OPERATION ${repository} $GREENLIGHT_ENVIRONMENT $GREENLIGHT_TASK \${GREENLIGHT_COMMIT:-none} $GREENLIGHT_RUN" >> '${ledger}'
}
note begin
sleep 0.05
${body}
echo "url=${url}/$(printf %s "$GREENLIGHT_ENVIRONMENT_DIR" | sed 's|/|%2F|g')" >> "$GREENLIGHT_OUTPUT"
note end
`,
  });
  return Object.fromEntries(
    Object.entries(bodies).map(([name, body]) => [`.greenlight/${name}`, script(body)]),
  );
}
