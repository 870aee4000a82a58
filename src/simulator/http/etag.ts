import { createHash } from 'node:crypto';

/** A weak validator of a JSON body. */
export function etagOf(body: unknown): string {
  return `W/"${createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('hex')}"`;
}

/** Whether an If-None-Match header names this ETag; weak and strong forms count as the same. */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  const strong = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch?.split(',').some((tag) => strong(tag) === strong(etag)) ?? false;
}
