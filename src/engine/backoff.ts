const firstMs = 1_000;
const longestMs = 5 * 60_000;

/** How long to wait before the next attempt: doubling from one second to five minutes, spread so that failures do not return together. */
export function backoffMs(attempts: number, spread: number): number {
  const doubled = Math.min(longestMs, firstMs * 2 ** (attempts - 1));
  return Math.round(doubled * (0.75 + spread / 2));
}
