import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeploymentView, GitHub, Repository } from '#simulator/github.js';
import type { Hosting } from './hosting.js';

interface Payload {
  readonly operation: string;
  readonly commit: string;
  readonly backup: { readonly id: string; readonly sha256?: string } | null;
}

/** What a pipeline has done, once for each deployment that asked for it. */
export interface Done {
  readonly deployment: number;
  readonly task: string;
  readonly environment: string;
  /** The work that Greenlight asked for, by its id. */
  readonly operation: string;
}

/** The CI/CD of a repository with `executor: github-deployments`: answers each of its deployments once. */
export interface Pipeline {
  readonly done: readonly Done[];
  /** Answers what was asked since the last time. */
  work(): Promise<void>;
  placeOf(environment: string): string;
}

export function openPipeline(
  github: GitHub,
  repository: Repository,
  { hosting, directory }: { hosting: Hosting; directory: string },
): Pipeline {
  const seen = new Set<number>();
  const done: Done[] = [];
  const placeOf = (environment: string): string => join(directory, environment);

  async function answer(deployment: DeploymentView): Promise<void> {
    const { id, task, environment, payload } = deployment;
    const { operation, commit, backup } = payload as Payload;
    const ci = github.ci(repository.fullName);
    await ci.deployStatus(id, { state: 'in_progress', description: 'begun' });
    await act(placeOf(environment), task, commit);
    done.push({ deployment: id, task, environment, operation });
    const sha256 =
      backup?.sha256 ??
      createHash('sha256')
        .update(backup?.id ?? '')
        .digest('hex');
    const report = backup === null ? 'done' : `sha256=${sha256} bytes=40 where=here`;
    await ci.deployStatus(id, {
      state: 'success',
      description: report,
      environmentUrl: hosting.urlOf(placeOf(environment)),
    });
  }

  return {
    done,
    placeOf,
    async work() {
      for (const deployment of repository.deployments()) {
        if (seen.has(deployment.id)) continue;
        seen.add(deployment.id);
        // A deployment that is removed meanwhile takes no more answers.
        await answer(deployment).catch(() => undefined);
      }
    },
  };
}

async function act(place: string, task: string, commit: string): Promise<void> {
  if (task === 'greenlight:backup') return;
  if (task === 'greenlight:destroy') {
    await rm(place, { recursive: true, force: true });
    return;
  }
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'commit'), commit);
}
