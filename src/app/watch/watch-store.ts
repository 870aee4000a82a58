import type { Store } from '#ports/store.js';

const patienceMs = 2_000;
const keptMs = 1_000;

/**
 * Whether the store keeps something within two seconds: a full disk, or one that refused, still reads. Asked once a second at most:
 * anybody may ask whether a server is ready.
 */
export function watchStore(store: Pick<Store, 'saveNote'>): () => Promise<boolean> {
  let asked = -Infinity;
  let answer = Promise.resolve(false);
  return () => {
    if (performance.now() - asked < keptMs) return answer;
    asked = performance.now();
    answer = keeps(store);
    return answer;
  };
}

async function keeps(store: Pick<Store, 'saveNote'>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const kept = store.saveNote('ready', '').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([kept, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
