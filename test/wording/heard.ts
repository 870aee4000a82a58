/** A text of a language, and where it stands. */
export interface Heard {
  readonly path: string;
  readonly text: string;
}

type Table = Readonly<Record<string, unknown>>;

/** Every text among some words; functions are called with each of their examples. */
export function everyText(words: unknown, examples: unknown, path = ''): readonly Heard[] {
  if (typeof words === 'string') return [{ path, text: words }];
  if (typeof words === 'function') return calledWith(words, examples, path);
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, inside]) =>
    everyText(inside, (examples as Table | undefined)?.[key], path === '' ? key : `${path}.${key}`),
  );
}

function calledWith(say: object, examples: unknown, path: string): readonly Heard[] {
  if (!Array.isArray(examples) || examples.length === 0) throw new Error(`no example to call ${path} with`);
  return examples.flatMap((facts: readonly unknown[], index) => {
    const said: unknown = Reflect.apply(say as (...args: readonly unknown[]) => unknown, null, facts);
    return everyText(said, undefined, `${path}(${index})`);
  });
}
