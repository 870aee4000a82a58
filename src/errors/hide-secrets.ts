const hidden = '***';

/**
 * Shapes of secrets that nobody may be shown, wherever they come from: GitHub's tokens of every kind and of any length (installation
 * tokens may be `ghs_`, an id and a JWT), JWTs, secrets of webhooks, passwords in addresses and headers, private keys.
 */
const shapes: readonly (readonly [RegExp, string])[] = [
  // Neither these nor what follows goes beyond a quotation mark: the text may be a line of JSON.
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^"\\-]|\\[nrt]|-(?!----END))*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g,
    hidden,
  ],
  [/\bgh[a-z]_[\w.-]{16,}/g, hidden],
  [/\bgithub_pat_\w{20,}/g, hidden],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, hidden],
  [/\bwhsec_[\w+/=]{16,}/g, hidden],
  [/(:\/\/[^\s/:@"\\]{0,200}):[^\s/@"\\]{1,500}@/g, `$1:${hidden}@`],
  [/([?&](?:password|access_token|client_secret)=)[^\s&"\\]+/gi, `$1${hidden}`],
  [/\b(authorization\\?["']?:\s*\\?["']?(?:basic|bearer|token)\s+)[^\s"'\\]+/gi, `$1${hidden}`],
];

/** The text without anything that looks like a secret. Linear in its length. */
export function hideSecrets(text: string): string {
  return shapes.reduce((shown, [shape, instead]) => shown.replace(shape, instead), text);
}
