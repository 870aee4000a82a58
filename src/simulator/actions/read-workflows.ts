import { load } from 'js-yaml';
import { listEntries, readBlob } from '../git/read-path.js';
import type { RepositoryState } from '../state/records.js';
import type { Variables, Workflow } from './workflow.js';

const folder = '.github/workflows';

/** The workflows that stand at a commit and want to hear of this event. */
export async function readWorkflows(
  repository: RepositoryState,
  commit: string,
  event: string,
): Promise<readonly Workflow[]> {
  const { children } = await listEntries(repository, commit, folder);
  const files = (children ?? []).filter(({ path, type }) => type === 'blob' && /\.ya?ml$/.test(path));
  const read = await Promise.all(
    files.map(async ({ path, sha }) => toWorkflow(path, (await readBlob(repository, sha)).toString())),
  );
  return read.filter(({ on }) => on.includes(event));
}

function toWorkflow(path: string, text: string): Workflow {
  const file = load(text) as Record<string, unknown>;
  const { name, on, env, permissions, jobs } = file;
  return {
    path,
    name: typeof name === 'string' ? name : path,
    on: eventsOf(on),
    env: (env ?? {}) as Variables,
    permissions,
    jobs: jobs as Workflow['jobs'],
  };
}

function eventsOf(on: unknown): readonly string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? (on as string[]) : Object.keys(on ?? {});
}
