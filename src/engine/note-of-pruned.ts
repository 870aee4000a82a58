/** The note that a backup was removed, since nobody kept it any more; its value is when. */
export const noteOfPruned = (backup: string): string => `pruned-backup:${backup}`;
