import { GitHubFault } from '#errors/github-fault.js';
import type { LabelLook } from '#ports/github.js';
import type { RepositoryRef } from '#process/task.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

interface Label {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

/** The labels of repositories, remembered by their lower-case name. */
export interface Labels {
  /** The label's node id; a label that is not there is made. No request when it is remembered. */
  idOf(repository: RepositoryRef, look: LabelLook): Promise<string>;
  /** Node ids of those among `names` that are remembered: what was never seen is on no issue by our hand. */
  known(repository: number, names: readonly string[]): readonly string[];
  /** Makes the label, or gives it this look. */
  put(repository: RepositoryRef, look: LabelLook): Promise<void>;
  forget(repository: number): void;
}

const document = `query Labels($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    labels(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { id name color description } }
  }
}`;

interface Answer {
  readonly repository: {
    readonly labels: {
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly nodes: readonly Label[];
    };
  };
}

/** Opens the memory; it begins empty. */
export function openLabels(adapter: Adapter): Labels {
  const remembered = new Map<number, Map<string, Label>>();

  async function load(repository: RepositoryRef): Promise<Map<string, Label>> {
    const kept = remembered.get(repository.id);
    if (kept !== undefined) return kept;
    const loaded = new Map<string, Label>();
    for (const label of await loadAll(adapter, repository)) loaded.set(label.name.toLowerCase(), label);
    remembered.set(repository.id, loaded);
    return loaded;
  }

  async function make(repository: RepositoryRef, look: LabelLook): Promise<Label> {
    const { octokit, at } = ofRepository(adapter, repository);
    const { name, color, description } = look;
    try {
      const { data } = await octokit.rest.issues.createLabel({ ...at, name, color, description });
      return { ...look, id: data.node_id };
    } catch (error) {
      if (!(error instanceof GitHubFault) || error.status !== 422) throw error;
      // Somebody made it meanwhile.
      const { data } = await octokit.rest.issues.getLabel({ ...at, name });
      return { ...look, id: data.node_id };
    }
  }

  return {
    async idOf(repository, look) {
      const labels = await load(repository);
      const label = labels.get(look.name.toLowerCase()) ?? (await make(repository, look));
      labels.set(look.name.toLowerCase(), label);
      return label.id;
    },
    known: (repository, names) =>
      names.flatMap((name) => remembered.get(repository)?.get(name.toLowerCase())?.id ?? []),
    async put(repository, look) {
      const labels = await load(repository);
      const label = labels.get(look.name.toLowerCase());
      if (label === undefined) {
        labels.set(look.name.toLowerCase(), await make(repository, look));
        return;
      }
      if (label.color === look.color && label.description === look.description) return;
      const { octokit, at } = ofRepository(adapter, repository);
      const { color, description } = look;
      await octokit.rest.issues.updateLabel({ ...at, name: label.name, color, description });
      labels.set(look.name.toLowerCase(), { ...label, color, description });
    },
    forget: (repository) => void remembered.delete(repository),
  };
}

async function loadAll(adapter: Adapter, repository: RepositoryRef): Promise<readonly Label[]> {
  const { octokit } = ofRepository(adapter, repository);
  const { owner, name } = repository;
  const all: Label[] = [];
  let after: string | null = null;
  do {
    const answer: Answer = await graphql<Answer>(octokit, document, { owner, name, after });
    const { nodes, pageInfo } = answer.repository.labels;
    all.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}
