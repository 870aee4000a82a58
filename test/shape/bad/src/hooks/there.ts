/** Something to reach for. */
export const there = 'environments/probes';
