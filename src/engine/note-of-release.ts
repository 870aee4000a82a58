/** Under this name it is noted which commit a repository released last. */
export function noteOfRelease(repository: number): string {
  return `released:${repository}`;
}
