/** Whether there is anything to call in these words. */
type Speaks<T> = T extends string
  ? false
  : T extends (...facts: never[]) => unknown
    ? true
    : true extends { readonly [K in keyof T]: Speaks<T[K]> }[keyof T]
      ? true
      : false;

/** For every function among some words, the facts to call it with: a new function is a type error until it has its own. */
export type ExamplesOf<T> = T extends (...facts: infer Facts) => unknown
  ? readonly Facts[]
  : { readonly [K in keyof T as Speaks<T[K]> extends true ? K : never]: ExamplesOf<T[K]> };

/** The same under each of these names. */
export function under<Name extends string, Value>(
  names: readonly Name[],
  value: Value,
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, value])) as Record<Name, Value>;
}
