/** Somebody else is at work, a pipeline for example: ask again with the same work, after this time or when there is news of it. */
export class UnderWay extends Error {
  override readonly name = 'UnderWay';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super('under way');
    this.afterMs = afterMs;
  }
}
