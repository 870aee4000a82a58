const hidden = '***';

/** Shapes of secrets that no log may show, wherever they come from. */
const shapes: readonly [RegExp, string][] = [
  [/\bgh[pousr]_[A-Za-z0-9]{16,255}/g, hidden],
  [/\bgithub_pat_[A-Za-z0-9_]{20,255}/g, hidden],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, hidden],
  [/(:\/\/[^\s/:@]{0,200}):[^\s/@]{1,500}@/g, `$1:${hidden}@`],
  [/\b(authorization:\s*(?:basic|bearer|token)\s+)\S+/gi, `$1${hidden}`],
];

const pemBegins = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const pemEnds = /-----END [A-Z ]*PRIVATE KEY-----/;

/** Makes a function that takes secrets out of text line by line; it remembers whether it is inside a private key. */
export function redactor(secrets: readonly string[]): (line: string) => string {
  const known = secrets
    .flatMap((secret) => [secret, ...secret.split('\n')])
    .map((secret) => secret.trim())
    .filter((secret) => secret.length >= 6)
    // A secret may contain another one.
    .sort((a, b) => b.length - a.length);
  let insideKey = false;
  return (line) => {
    if (insideKey) {
      insideKey = !pemEnds.test(line);
      return hidden;
    }
    if (pemBegins.test(line)) {
      insideKey = !pemEnds.test(line);
      return hidden;
    }
    const without = known.reduce((text, secret) => text.replaceAll(secret, hidden), line);
    return shapes.reduce((text, [shape, instead]) => text.replace(shape, instead), without);
  };
}
