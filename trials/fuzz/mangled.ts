import fc from 'fast-check';

/** Longest text that is tried: GitHub allows no longer comments. */
const longest = 65_536;

/** Texts made of pieces, of real texts with pieces put in and cut out, of one piece over and over, and of anything at all. */
export function mangled(pieces: readonly string[], real: readonly string[] = []): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...pieces);
  const joined = fc.array(piece, { maxLength: 24 }).map((all) => all.join(''));
  const anything = fc.string({ unit: 'binary', maxLength: 200 });
  const repeated = fc
    .record({
      begin: joined,
      piece,
      second: fc.oneof(fc.constant(''), piece),
      end: joined,
      length: fc.integer({ min: 100, max: longest }),
    })
    .map(({ begin, piece: one, second, end, length }) =>
      `${begin}${fill(`${one}${second}`, length)}${end}`.slice(0, longest),
    );
  return fc.oneof(
    { weight: 8, arbitrary: joined },
    { weight: 4, arbitrary: anything },
    ...(real.length > 0 ? [{ weight: 6, arbitrary: edited(fc.constantFrom(...real), piece) }] : []),
    { weight: 1, arbitrary: repeated },
  );
}

function edited(real: fc.Arbitrary<string>, piece: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat({ max: 40 }),
    put: fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })),
  });
  return fc.tuple(real, fc.array(edit, { minLength: 1, maxLength: 6 })).map(([text, edits]) =>
    edits.reduce((now, { at, cut, put }) => {
      const from = Math.floor(at * now.length);
      return now.slice(0, from) + put + now.slice(from + cut);
    }, text),
  );
}

const fill = (piece: string, length: number): string =>
  piece === '' ? '' : piece.repeat(Math.ceil(length / piece.length));
