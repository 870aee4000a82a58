import type { GitHub, Reaction } from '#ports/github.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

const document = `mutation React($comment: ID!, $content: ReactionContent!) {
  addReaction(input: { subjectId: $comment, content: $content }) { clientMutationId }
}`;

const contents: Readonly<Record<Reaction, string>> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  confused: 'CONFUSED',
  eyes: 'EYES',
  rocket: 'ROCKET',
};

type Comments = Pick<
  GitHub,
  | 'createComment'
  | 'updateComment'
  | 'deleteComment'
  | 'findComment'
  | 'react'
  | 'openIssue'
  | 'findIssue'
  | 'assign'
>;

/** Comments, reactions, assignments and new issues, in the App's name. */
export function openComments(adapter: Adapter): Comments {
  const own = `${adapter.appSlug}[bot]`;
  return {
    async createComment(repository, number, body) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.issues.createComment({ ...at, issue_number: number, body });
      return { id: data.id, node: data.node_id, url: data.html_url };
    },
    async updateComment(repository, comment, body) {
      const { octokit, at } = ofRepository(adapter, repository);
      await octokit.rest.issues.updateComment({ ...at, comment_id: comment, body });
    },
    async deleteComment(repository, comment) {
      const { octokit, at } = ofRepository(adapter, repository);
      await octokit.rest.issues.deleteComment({ ...at, comment_id: comment });
    },
    async findComment(repository, number, marker) {
      const { octokit, at } = ofRepository(adapter, repository);
      const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
        ...at,
        issue_number: number,
        per_page: 100,
      });
      for await (const { data } of pages) {
        const found = data.find(({ user, body }) => user?.login === own && body?.includes(marker) === true);
        if (found !== undefined) return { id: found.id, node: found.node_id };
      }
      return null;
    },
    async react(repository, comment, reaction) {
      const { octokit } = ofRepository(adapter, repository);
      await graphql(octokit, document, { comment, content: contents[reaction] });
    },
    async assign(repository, issue, { logins, again }) {
      const { octokit, at } = ofRepository(adapter, repository);
      const request = { ...at, issue_number: issue, assignees: [...logins] };
      if (again) await octokit.rest.issues.removeAssignees(request);
      const { data } = await octokit.rest.issues.addAssignees(request);
      return (data.assignees ?? []).map(({ login }) => login);
    },
    async openIssue(repository, issue) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.issues.create({ ...at, ...issue });
      return { number: data.number, url: data.html_url };
    },
    async findIssue(repository, marker) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.issues.listForRepo({
        ...at,
        state: 'all',
        sort: 'created',
        direction: 'desc',
        per_page: 100,
      });
      const found = data.find(({ user, body }) => user?.login === own && body?.includes(marker) === true);
      return found?.number ?? null;
    },
  };
}
