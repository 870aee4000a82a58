import type { Store } from '#ports/store.js';

const patienceMs = 2_000;
const keptMs = 1_000;

/** Whether the store answers in two seconds. Asked once a second at most: anybody may ask whether a server is ready. */
export function watchStore(store: Pick<Store, 'loadNote'>): () => Promise<boolean> {
  let asked = -Infinity;
  let answer = Promise.resolve(false);
  return () => {
    if (performance.now() - asked < keptMs) return answer;
    asked = performance.now();
    answer = answers(store);
    return answer;
  };
}

async function answers(store: Pick<Store, 'loadNote'>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const there = store.loadNote('ready').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([there, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
