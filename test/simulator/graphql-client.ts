import type { Octokit } from '@octokit/rest';
import type { ShopWorld } from './start-world.js';

export type Data = Record<string, unknown>;

interface Refused {
  data?: Data | null;
  errors: { type?: string; path?: (string | number)[]; message: string; extensions?: object }[];
}

/** What tests ask the shop's GitHub by GraphQL, as the App unless another Octokit is given. */
export interface GraphqlClient {
  ask(document: string, variables?: Data): Promise<Data>;
  /** The fields of the repository shop/web. */
  ofRepository(fields: string): Promise<Data>;
  /** An answer with errors, whole; fails when there are none. */
  refused(document: string, variables?: Data, octokit?: Octokit): Promise<Refused>;
  openIssue(): Promise<{ number: number; id: string; label: (name: string) => string }>;
  /** A pull request with one commit on the branch `task/1`. */
  openChange(body?: string): Promise<{ number: number; id: string; head: string; main: string }>;
}

export function graphqlClient(world: ShopWorld): GraphqlClient {
  const ask: GraphqlClient['ask'] = (document, variables = {}) =>
    world.octokit.graphql<Data>(document, variables);
  const ofRepository = async (fields: string): Promise<Data> => {
    const { repository } = await ask(`{ repository(owner: "shop", name: "web") { ${fields} } }`);
    return repository as Data;
  };
  return {
    ask,
    ofRepository,
    refused: (document, variables = {}, octokit = world.octokit) =>
      refused(octokit.graphql(document, variables)),
    openIssue: async () => {
      const carl = world.github.as('carl');
      const { number } = await carl.openIssue('shop/web', { title: 'A wish', body: 'Please' });
      const { issue, labels } = (await ofRepository(
        `issue(number: ${number}) { id } labels(first: 100) { nodes { id name } }`,
      )) as { issue: { id: string }; labels: { nodes: { id: string; name: string }[] } };
      const label = (name: string): string =>
        labels.nodes.find((one) => one.name === name)?.id ?? 'no such label';
      return { number, id: issue.id, label };
    },
    openChange: async (body = '') => {
      const dev = world.github.as('dev');
      const work = { branch: 'task/1', files: { 'new.txt': 'new\n' }, message: 'Add new' };
      const { sha: head } = await dev.push('shop/web', work);
      const { number } = await dev.openPullRequest('shop/web', { head: 'task/1', title: 'Add new', body });
      await world.github.settled();
      const { pullRequest } = (await ofRepository(`pullRequest(number: ${number}) { id }`)) as {
        pullRequest: { id: string };
      };
      const main = await world.github.repository('shop/web').git('rev-parse', 'main');
      return { number, id: pullRequest.id, head, main };
    },
  };
}

async function refused(answer: Promise<unknown>): Promise<Refused> {
  try {
    await answer;
  } catch (error) {
    return (error as { response: Refused }).response;
  }
  throw new Error('nothing was refused');
}
