/** One place that hears of stage changes, as the operator has named it. */
export interface Hook {
  readonly url: string;
  /** `whsec_` and base64; `null`: what is sent is not signed. */
  readonly secret: string | null;
  /** `owner/name`, or `owner/*` for all of an owner's. */
  readonly repositories: readonly string[];
}
