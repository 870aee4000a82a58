import type { RepositoryRef } from '#process/task.js';
import type { Engine } from '../engine.js';

/** Posts a comment that carries a hidden marker; a later try first looks whether it is there already. */
export async function postOnce(
  { github }: Pick<Engine, 'github'>,
  post: { repository: RepositoryRef; number: number; body: string; id: string },
  attempt: number,
): Promise<void> {
  const marker = `<!-- greenlight:${post.id} -->`;
  if (attempt > 1 && (await github.findComment(post.repository, post.number, marker)) !== null) return;
  await github.createComment(post.repository, post.number, `${post.body}\n\n${marker}`);
}
