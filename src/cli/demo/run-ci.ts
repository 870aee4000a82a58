import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitHub } from '#simulator/github.js';
import { fullName } from './cast.js';

/** Runs the shop's own tests on a commit, as its workflow would, and reports the check `test`. Resolves to whether they passed. */
export async function runCi(github: GitHub, sha: string): Promise<boolean> {
  const directory = await mkdtemp(join(tmpdir(), 'greenlight-ci-'));
  const ci = github.ci(fullName);
  try {
    await ci.check(sha, { name: 'test', status: 'in_progress' });
    await run('git', ['clone', '--quiet', '--no-local', github.repository(fullName).gitDirectory, directory]);
    await run('git', ['-C', directory, 'checkout', '--quiet', sha]);
    const { code, output } = await run(process.execPath, ['--test', 'test.mjs'], directory);
    const failed = /^not ok \d+ - (.*)$/m.exec(output)?.[1];
    const title = code === 0 ? 'All tests passed' : `Failed: ${failed ?? 'the tests'}`;
    const output_ = { title, summary: code === 0 ? 'node --test' : `\`${failed ?? ''}\` failed.` };
    await ci.check(sha, { name: 'test', conclusion: code === 0 ? 'success' : 'failure', output: output_ });
    return code === 0;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function run(
  command: string,
  args: readonly string[],
  directory?: string,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: directory,
      // Without it a test runner that is itself run by one changes how it reports.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
