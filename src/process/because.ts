/** Why a decision came out as it did: a code from a closed list, with the facts that it used. Rendered by `wording/`. */
export interface Because {
  readonly code: ReasonCode;
  readonly [fact: string]: unknown;
}

export type ReasonCode = string;
