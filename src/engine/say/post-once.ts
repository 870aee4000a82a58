import type { RepositoryRef } from '#process/task.js';
import type { Engine } from '../engine.js';

/** Posts a comment that carries a hidden marker; a later try first looks whether it is there already. Returns its id. */
export async function postOnce(
  { github }: Pick<Engine, 'github'>,
  post: { repository: RepositoryRef; number: number; body: string; id: string },
  attempt: number,
): Promise<number> {
  const marker = `<!-- greenlight:${post.id} -->`;
  const found = attempt > 1 ? await github.findComment(post.repository, post.number, marker) : null;
  if (found !== null) return found.id;
  return (await github.createComment(post.repository, post.number, `${post.body}\n\n${marker}`)).id;
}
