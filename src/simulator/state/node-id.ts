/** GraphQL id of a thing, in GitHub's look: a prefix for its kind (`I_`, `PR_`, `IC_` …) and its number, encoded. */
export function nodeId(prefix: string, id: number): string {
  return `${prefix}_kwDO${Buffer.from(String(id)).toString('base64url')}`;
}
