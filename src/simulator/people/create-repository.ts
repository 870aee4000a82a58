import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FileContent, RepositoryOptions } from '../github.js';
import { commitFiles } from '../git/commit-files.js';
import { createBare } from '../git/create-bare.js';
import { identity } from '../git/identity.js';
import { runGit } from '../git/run-git.js';
import { findAccount, nameOf } from '../state/find.js';
import { nodeId } from '../state/node-id.js';
import type { RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import { announce } from '../state/announce.js';

const firstLabels = [
  { name: 'bug', color: 'd73a4a', description: "Something isn't working" },
  { name: 'enhancement', color: 'a2eeef', description: 'New feature or request' },
];

export type NewFile = { content: Buffer; mode?: string };
type Options = Omit<RepositoryOptions, 'files'> & { files: Map<string, NewFile> };

/** Makes a repository with one commit of these files on its default branch. */
export async function createRepository(world: World, options: Options): Promise<RepositoryState> {
  const owner = findAccount(world, options.owner);
  const defaultBranch = options.defaultBranch ?? 'main';
  const id = world.newId();
  const now = world.now();
  const repository: RepositoryState = {
    id,
    nodeId: nodeId('R', id),
    owner,
    name: options.name,
    private: options.private ?? false,
    defaultBranch,
    parent: null,
    lastNumber: 0,
    gitDirectory: join(world.options.directory, owner.login, `${options.name}.git`),
    collaborators: new Map(
      Object.entries(options.collaborators ?? {}).map(([login, role]) => [
        findAccount(world, login).login.toLowerCase(),
        role,
      ]),
    ),
    labels: firstLabels.map((label) => {
      const labelId = world.newId();
      return { ...label, id: labelId, nodeId: nodeId('LA', labelId) };
    }),
    issues: new Map(),
    checkSuites: [],
    checkRuns: [],
    statuses: [],
    deployments: [],
    environments: [],
    protectedRuns: [],
    releases: [],
    protections: new Map(),
    mergeQueue: [],
    rulesets: [],
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    lane: Promise.resolve(),
  };
  if (world.repositories.some((one) => nameOf(one) === nameOf(repository))) {
    throw new Error(`${nameOf(repository)} exists already`);
  }
  await createBare(repository.gitDirectory, defaultBranch);
  const made = {
    parent: null,
    files: options.files,
    message: 'Initial commit',
    identity: identity(world, owner),
  };
  const sha = await commitFiles(repository, made);
  await runGit(repository.gitDirectory, ['update-ref', `refs/heads/${defaultBranch}`, sha]);
  world.repositories.push(repository);
  announce(world);
  return repository;
}

/** Files as tests write them: text, or text with a mode. */
export function toNewFiles(files: Record<string, FileContent>): Map<string, NewFile> {
  return new Map(Object.entries(files).map(([path, file]) => [path, toNewFile(file)]));
}

export function toNewFile(file: FileContent): NewFile {
  if (typeof file === 'string') return { content: Buffer.from(file) };
  return { content: Buffer.from(file.content), mode: file.mode };
}

/** Every file below a directory, with its executable bit; `.git` is left out. */
export async function filesOfDirectory(directory: string): Promise<Map<string, NewFile>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(directory, path).split(sep).includes('.git'))
    .sort();
  const files = await Promise.all(
    paths.map(async (path): Promise<[string, NewFile]> => {
      const [content, { mode }] = await Promise.all([readFile(path), stat(path)]);
      const isExecutable = (mode & 0o100) !== 0;
      return [
        relative(directory, path).split(sep).join('/'),
        { content, mode: isExecutable ? '100755' : '100644' },
      ];
    }),
  );
  return new Map(files);
}
