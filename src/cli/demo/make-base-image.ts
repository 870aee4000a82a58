import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const containerfile = `FROM scratch
COPY root/ /
ENV PATH=/usr/local/bin
`;

/**
 * Makes an image of the Node that runs this, with the libraries that it is linked to and nothing else: where no image can be
 * pulled. `engine` is the program to call. Resolves to the image's name; one that is there is used again.
 */
export async function makeBaseImage(engine: string): Promise<string> {
  const name = `localhost/greenlight-node:${process.versions.node}`;
  const isThere = await run(engine, ['image', 'inspect', name]).then(
    () => true,
    () => false,
  );
  if (isThere) return name;
  const context = await mkdtemp(join(tmpdir(), 'greenlight-node-'));
  try {
    await putInto(context, { from: await realpath(process.execPath), to: '/usr/local/bin/node' });
    for (const library of await listLibraries(process.execPath))
      await putInto(context, { from: library, to: library });
    const file = join(context, 'Dockerfile');
    await writeFile(file, containerfile);
    // Podman would keep the image of every step.
    const env = { ...process.env, BUILDAH_LAYERS: 'false' };
    await run(engine, ['build', '--tag', name, '--file', file, context], { env });
    return name;
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

/** `from` may be a link; what it leads to is copied. */
async function putInto(context: string, { from, to }: { from: string; to: string }): Promise<void> {
  const path = join(context, 'root', to);
  await mkdir(dirname(path), { recursive: true });
  await copyFile(from, path);
}

/** Paths of the shared libraries of a program, its loader included; none when it is linked statically. */
async function listLibraries(program: string): Promise<string[]> {
  const { stdout } = await run('ldd', [program]).catch(() => ({ stdout: '' }));
  return [...stdout.matchAll(/(?:^|\s)(\/\S+)/g)].flatMap(([, path]) => path ?? []);
}
