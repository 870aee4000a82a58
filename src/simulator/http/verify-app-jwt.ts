import { verify } from 'node:crypto';
import { GitHubError } from '../state/github-error.js';
import { isRecord } from './fields.js';

/** Checks an App's JSON Web Token as GitHub does: RS256 by the App's key, issued by it, at most ten minutes; throws 401. */
export function verifyAppJwt(
  token: string,
  { appId, publicKey, nowMs }: { appId: number; publicKey: string; nowMs: number },
): void {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const head = decode(header);
  const claims = decode(payload);
  const signed = Buffer.from(`${header}.${payload}`);
  if (
    !claims ||
    head?.['alg'] !== 'RS256' ||
    !verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url'))
  ) {
    throw unauthorized('A JSON web token could not be decoded');
  }
  if (String(claims['iss']) !== String(appId)) throw new GitHubError(404, 'Integration not found');
  checkTimes(claims['iat'], claims['exp'], Math.floor(nowMs / 1000));
}

function checkTimes(issuedAt: unknown, expiresAt: unknown, now: number): void {
  if (typeof issuedAt !== 'number' || issuedAt > now) {
    throw unauthorized(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof expiresAt !== 'number' || expiresAt <= now) {
    throw unauthorized(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (expiresAt > now + 600) {
    throw unauthorized("'Expiration time' claim ('exp') is too far in the future");
  }
}

function decode(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function unauthorized(message: string): GitHubError {
  return new GitHubError(401, message);
}
