/** Something to reach for. */
export const there = 'hooks';
