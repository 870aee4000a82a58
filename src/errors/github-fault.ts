/** What GitHub or the network refused, and what can be done about it. */
export class GitHubFault extends Error {
  override readonly name = 'GitHubFault';
  /**
   * `retry`: the same call may work later (5xx, rate limit, broken connection; it may have taken effect);
   * `refused`: GitHub understood and said no (permission, validation, protection); `gone`: it does not exist for us.
   */
  readonly kind: 'retry' | 'refused' | 'gone';
  readonly status: number | null;
  /** Earliest time of the next try, in milliseconds from now; `null` when GitHub did not say. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    fault: {
      kind: 'retry' | 'refused' | 'gone';
      status?: number | null;
      retryAfterMs?: number | null;
      cause?: unknown;
    },
  ) {
    super(message, { cause: fault.cause });
    this.kind = fault.kind;
    this.status = fault.status ?? null;
    this.retryAfterMs = fault.retryAfterMs ?? null;
  }
}
