import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExecutorName } from '#config/executor-name.js';
import { openStage, type Stage } from './open-stage.js';
import { makeReport, requestsOf, type Report } from './make-report.js';
import { playStory } from './story.js';
import { openTeller } from './teller.js';
import { verify } from './verify.js';

export interface DemoOptions {
  /** End when the story is over; else everything stays up until Ctrl-C. */
  readonly once: boolean;
  /** Where the report is written; `null`: nowhere. */
  readonly report: string | null;
  /** Who deploys. */
  readonly executor: ExecutorName;
}

/** Plays the demo. Resolves to the exit code: 0 only when everything that it claims was found true. */
export async function runDemo({ once: ends, report: file, executor }: DemoOptions): Promise<number> {
  const write = (text: string): void => void process.stdout.write(text);
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const began = Date.now();
  write(`Opening a GitHub of our own, the live shop and Greenlight (${executor}) …\n`);
  const stage = await openStage(executor);
  const interrupted = interruption();
  try {
    write(`  GitHub      ${stage.github.url}/${stage.repository.fullName}\n`);
    write(`  Live shop   ${stage.production}\n  Greenlight  ${stage.app.url}\n`);
    const tell = openTeller({ write, colour, now: Date.now });
    const told = await Promise.race([playStory(stage, tell), interrupted]);
    if (told === 'interrupted') return 130;
    const requests = requestsOf(told.play);
    const claims = await verify(told.play, told.seen, requests);
    const report = await makeReport(told.play, { claims, requests, ms: Date.now() - began });
    write(summary(report));
    if (file !== null) await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
    if (!ends) await explore(stage, { write, interrupted });
    return report.ok ? 0 : 1;
  } catch (error) {
    write(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
    write(`The server’s log was:\n${await tail(stage)}\n`);
    return 1;
  } finally {
    await stage.close();
  }
}

async function interruption(): Promise<'interrupted'> {
  // Whoever reads the story may stop reading: then it is over, too.
  const closed = new Promise((resolve) => process.stdout.on('error', resolve));
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), closed]);
  return 'interrupted';
}

async function explore(
  { github, repository, production }: Stage,
  { write, interrupted }: { write: (text: string) => void; interrupted: Promise<unknown> },
): Promise<void> {
  write(`\nEverything stays open until you press Ctrl-C:\n`);
  write(`  ${github.url}/${repository.fullName}\n  ${production}\n`);
  await interrupted;
}

function summary({
  claims,
  requests,
  comments,
  rounds,
  rollbacks,
  released,
  deliveries,
  ms,
}: Report): string {
  const lines = claims.map(({ claim, holds, found }) => `  ${holds ? '✓' : '✗'} ${claim} (${found})`);
  const failed = claims.filter(({ holds }) => !holds).length;
  return [
    '\n\nRead back from the pages, the repository and GitHub:',
    ...lines,
    '',
    `  ${released?.tag ?? 'no release'}; ${rounds} rounds, ${rollbacks} rollback; ${requests.total} requests, ${comments.created} comments made and ${comments.edited} edits, ${deliveries} deliveries; ${(ms / 1_000).toFixed(1)} s`,
    failed === 0 ? '  Everything holds.' : `  ${failed} of ${claims.length} do not hold.`,
    '',
  ].join('\n');
}

async function tail({ directory }: Stage): Promise<string> {
  const log = await readFile(join(directory, 'server', 'greenlight.log'), 'utf8').catch(() => '');
  return log.split('\n').slice(-30).join('\n');
}
