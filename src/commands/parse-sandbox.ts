import type { Command } from './command.js';
import { parseSpan } from './parse-span.js';

/** What follows `/sandbox`; `null`: it is something else. */
export function parseSandbox(words: string): Command | null {
  const [word = '', ...rest] = words.toLowerCase().split(/\s+/);
  if (word === 'extend') {
    const byMs = parseSpan(rest.join(' '));
    return byMs === null ? null : { type: 'SandboxExtended', byMs };
  }
  if (rest.length > 0) return null;
  switch (word) {
    case 'redeploy':
      return { type: 'SandboxRedeployRequested' };
    case 'stop':
      return { type: 'SandboxStopRequested' };
    case 'start':
      return { type: 'SandboxStartRequested' };
    case 'pin':
      return { type: 'SandboxPinned' };
    default:
      return null;
  }
}
