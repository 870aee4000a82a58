import { createHmac, timingSafeEqual } from 'node:crypto';

/** Computes the signatures of a body while it arrives. */
export interface SignatureCheck {
  update(chunk: Buffer): void;
  /** Whether GitHub signed the bytes so far with one of the secrets. Takes as long whichever it is. */
  matches(): boolean;
}

const form = /^sha256=([0-9a-f]{64})$/;

/** `null`: `signature` (GitHub's header `X-Hub-Signature-256`) is none at all. */
export function openSignatureCheck(signature: string, secrets: readonly string[]): SignatureCheck | null {
  const given = form.exec(signature)?.[1];
  if (given === undefined) return null;
  const hmacs = secrets.map((secret) => createHmac('sha256', secret));
  return {
    update: (chunk) => {
      for (const hmac of hmacs) hmac.update(chunk);
    },
    matches: () => {
      const bytes = Buffer.from(given, 'hex');
      return hmacs.map((hmac) => timingSafeEqual(hmac.digest(), bytes)).includes(true);
    },
  };
}
