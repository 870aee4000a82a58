/** One budget: something of which there is so much. */
export interface Pool {
  readonly most: number;
  left(): number;
  take(points: number): void;
  /** In how many milliseconds so much is left, 0 when it is; `null`: nobody knows, whoever has it gives it back. */
  leftIn(points: number): number | null;
}
