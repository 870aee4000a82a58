import type fc from 'fast-check';

/** Something that reads what people or strangers send. */
export interface Target<Input> {
  readonly name: TargetName;
  /** What is tried, structured and mangled. */
  readonly inputs: fc.Arbitrary<Input>;
  /** Throws when it finds something; see {@link must}. */
  readonly check: (input: Input) => void | Promise<void>;
  /** How many characters or bytes it has: the larger, the more time it may take. */
  readonly sizeOf: (input: Input) => number;
  /** For a short input; twice as long for one of 64 KB, and no more, since everything here takes linear time. */
  readonly allowanceMs: number;
  readonly close: () => Promise<void>;
}

export const targetNames = ['comment', 'config', 'webhook', 'hosts', 'markdown'] as const;
export type TargetName = (typeof targetNames)[number];

/** Something that must hold does not; whatever else is thrown is a crash. */
export class Broken extends Error {}

/** Throws when something that must hold does not. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(what);
}
