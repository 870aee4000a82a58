/** A JSON object as GitHub writes it. */
export type Json = Record<string, unknown>;
