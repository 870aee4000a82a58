import { hideSecrets } from '#errors/hide-secrets.js';

const hidden = '***';

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
    return hideSecrets(known.reduce((text, secret) => text.replaceAll(secret, hidden), line));
  };
}
