/** Randomness, handed in. */
export interface Ids {
  /** An unguessable id, URL-safe, at least 128 bits. */
  next(): string;
}
