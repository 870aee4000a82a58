import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ContainerSettings } from '#config/settings.js';
import type { Sha } from '#process/task.js';
import { checkOutCommit } from '../host/bench.js';
import { WorkFailed } from '../host/work-failed.js';
import { callEngine } from './call-engine.js';
import { callerOf, type ContainerBench, labelArguments } from './container-bench.js';
import { findForbidden } from './find-forbidden.js';
import { listImages } from './look.js';
import { commitLabel, recipeLabel } from './names.js';
import { ensureNetwork, keepApart, removeIdleNetwork } from './network.js';

/**
 * The id of the image of exactly this commit. One that was built before with the same settings is used again: what was tested is
 * what goes live, and a rollback needs no registry. Throws `WorkFailed`.
 */
export async function buildImage(bench: ContainerBench, commit: Sha): Promise<string> {
  const { log, work } = bench;
  const recipe = recipeOf(work.settings.container);
  const made = await findBuilt(bench, commit);
  if (made !== null) {
    log.say(`the image of commit ${commit.slice(0, 7)} is there`);
    return made;
  }
  await build(bench, commit, recipe);
  const built = await findBuilt(bench, commit);
  if (built === null)
    throw new WorkFailed('script', `${bench.engine.kind} build ended well, but made no image`);
  return built;
}

async function build(bench: ContainerBench, commit: Sha, recipe: string): Promise<void> {
  const { container } = bench.work.settings;
  const source = await checkOutCommit(bench, commit, join(bench.scratch, 'source'));
  const file = await findFile(source, container.file);
  await ensureNetwork(bench);
  try {
    await callEngine(
      callerOf(bench),
      [
        'build',
        ...limitsOfBuild(bench, container),
        ...['--force-rm', '--tag', bench.names.image(`${commit}-${recipe}`), '--file', file],
        ...labelArguments(bench),
        ...['--label', `${commitLabel}=${commit}`, '--label', `${recipeLabel}=${recipe}`],
        ...container.buildArgs.flatMap((argument) => ['--build-arg', argument]),
        ...bench.engine.buildArguments,
        source,
      ],
      { isForPeople: true },
    );
  } catch (error) {
    await removeIdleNetwork(bench);
    throw error;
  } finally {
    await keepApart(bench);
  }
}

async function findBuilt(bench: ContainerBench, commit: Sha): Promise<string | null> {
  const images = await listImages(callerOf(bench), bench.scope.repository);
  const recipe = recipeOf(bench.work.settings.container);
  const found = images.find(({ Config: { Labels } }) => {
    return Labels?.[commitLabel] === commit && Labels[recipeLabel] === recipe;
  });
  return found?.Id ?? null;
}

/** Another file or other arguments make another image of the same commit. */
const recipeOf = ({ file, buildArgs }: ContainerSettings): string =>
  createHash('sha256')
    .update(JSON.stringify([file, buildArgs]))
    .digest('hex')
    .slice(0, 12);

const leastBuildMegabytes = 2_048;

/**
 * A build may use two gigabytes, or what the container may if that is more. Podman keeps no layers of a build that failed, hands
 * on no proxy, which may have a password in it, and would let a build reach every container if it did not take place in the network
 * of its environment. Docker with BuildKit takes its limits from the daemon, and keeps its networks apart.
 */
function limitsOfBuild(
  { engine, names }: ContainerBench,
  { memory, cpus }: ContainerSettings,
): readonly string[] {
  const own = Number.parseInt(memory, 10) * (memory.endsWith('g') ? 1_024 : 1);
  const megabytes = `${Math.max(leastBuildMegabytes, own)}m`;
  return [
    ...['--memory', megabytes, '--memory-swap', megabytes],
    ...['--cpu-period', '100000', '--cpu-quota', String(Math.round(Math.max(cpus, 1) * 100_000))],
    ...(engine.kind === 'podman' ? ['--layers=false', '--http-proxy=false', '--network', names.network] : []),
  ];
}

/** The engine reads this file with the rights of the server: it must be one of the checkout. */
async function findFile(source: string, file: string): Promise<string> {
  const fail = (why: string): never => {
    throw new WorkFailed('source', `the ${file} of the commit ${why} (environments.container.file)`);
  };
  const root = await realpath(source);
  // Podman would have the C preprocessor read it, which includes any file.
  if (file.endsWith('.in')) fail('has a name that ends in .in');
  const found = await realpath(join(root, file)).catch(() => fail('is not there'));
  if (!found.startsWith(root + sep)) fail('leads out of the repository');
  if (!(await stat(found)).isFile()) fail('is not a file');
  const why = findForbidden(await readFile(found, 'utf8'));
  return why === null ? found : fail(why);
}
