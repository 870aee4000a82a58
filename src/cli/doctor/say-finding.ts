import { catalogue } from '#errors/catalogue.js';
import type { Finding } from './finding.js';

const signs = { well: '✓', note: '!', problem: '✗' } as const;

/** A finding as the terminal shows it: what, and on the next line what to do. */
export function sayFinding(finding: Finding): string {
  const sign = signs[finding.kind];
  if (finding.kind === 'well') return `${sign} ${finding.text}`;
  const { message, hint } = catalogue[finding.code];
  return `${sign} ${message}: ${finding.about}\n    ${hint}`;
}
