import { hideSecrets } from './hide-secrets.js';

/** What GitHub or the network refused, and what can be done about it. Its message is shown to people: no secret is in it. */
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
  /**
   * `rest`: GitHub wants to be left alone by the whole installation; `budget`: there was no room for this request, others may
   * find some; `null`: no limit is in the way.
   */
  readonly limit: 'rest' | 'budget' | null;

  constructor(
    message: string,
    fault: {
      kind: 'retry' | 'refused' | 'gone';
      status?: number | null;
      retryAfterMs?: number | null;
      limit?: 'rest' | 'budget' | null;
      cause?: unknown;
    },
  ) {
    super(hideSecrets(message), { cause: fault.cause });
    this.kind = fault.kind;
    this.status = fault.status ?? null;
    this.retryAfterMs = fault.retryAfterMs ?? null;
    this.limit = fault.limit ?? null;
  }
}
