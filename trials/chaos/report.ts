import { type Figure, isKept } from '../figures.js';
import type { Counts, End } from './audit.js';
import { boundaries } from './boundaries.js';
import type { Part } from './people.js';
import type { Outcome } from './run.js';

/** Tasks that did not end as an undisturbed one of the same kind did. */
export function compare(oracle: Outcome, outcome: Outcome): readonly string[] {
  const ends = new Map([...oracle.findings.ends].map(([{ course }, end]) => [course.name, end]));
  return [...outcome.findings.ends].flatMap(([part, end]) => {
    const wanted = ends.get(part.course.name);
    return wanted === undefined ? [] : differences(part, { wanted, end });
  });
}

function differences(
  { repository, number, course }: Part,
  { wanted, end }: { wanted: End; end: End },
): readonly string[] {
  const names = Object.keys(wanted) as (keyof End)[];
  return names
    .filter((name) => wanted[name] !== end[name])
    .map(
      (name) =>
        `${repository.fullName}#${number} (${course.name}): ${name} ${end[name]}, undisturbed ${wanted[name]}`,
    );
}

const none = { atMost: 0 };

const count = (name: string, value: number, limit?: Figure['limit']): Figure => ({
  name,
  value,
  unit: '',
  ...(limit && { limit }),
});
const seconds = (name: string, ms: number): Figure => ({ name, value: ms / 1_000, unit: 's' });

/** Everything that was measured, with what it has to keep to. */
export function figuresOf(
  outcome: Outcome,
  { oracle, otherwise }: { oracle: Outcome | null; otherwise: readonly string[] },
): readonly Figure[] {
  const { parts, findings } = outcome;
  const undisturbed =
    oracle === null ? [] : [count('tried again by people, undisturbed', retriesOf(oracle), none)];
  return [
    count('tasks', parts.length),
    count('tasks that ended', parts.filter(({ ended }) => ended !== null).length),
    count('lost', findings.lost.length, none),
    count('doubled', findings.doubled.length, none),
    count('verdicts counted at another gate', findings.misplaced.length, none),
    count('ended otherwise than undisturbed', otherwise.length, none),
    ...troubleFigures(outcome),
    count('said again by people', sum(parts.map(({ again }) => again))),
    count('tried again by people (/retry)', retriesOf(outcome)),
    ...undisturbed,
    ...doneFigures(findings.counts),
    ...recoveryFigures(outcome),
  ];
}

const retriesOf = ({ parts }: Outcome): number => sum(parts.map(({ retries }) => retries));

function troubleFigures({
  kills,
  refusals,
  faults,
  deliveries,
  troubled,
  requests,
}: Outcome): readonly Figure[] {
  const killedAt = (name: string): number => kills.filter(({ boundary }) => boundary === name).length;
  return [
    count('kills', kills.length),
    ...[...boundaries, 'at random'].map((name) => count(`  ${name}`, killedAt(name))),
    count('starts that were refused', refusals),
    count('deliveries', sum([...deliveries.values()])),
    ...[...deliveries].map(([name, value]) => count(`  ${name}`, value)),
    count('requests', requests),
    count('faults of GitHub', sum([...faults.values()])),
    ...[...faults].map(([name, value]) => count(`  ${name}`, value)),
    count('drops of the database', troubled.drops.length),
    seconds('  the longest', Math.max(0, ...troubled.drops)),
    count('jumps of the clock', troubled.jumps.length),
  ];
}

const doneFigures = (counts: Counts): readonly Figure[] => [
  count('operations given up, and told to their task', counts.givenUp),
  count('releases', counts.releases),
  count('merges', counts.merges),
  count('deployments to production', counts.productionDeployments),
  count('backups', counts.backups),
  count('journal entries, chain whole', counts.journalEntries),
  count('scripts run to their end', counts.scriptRuns),
  count('scripts interrupted', counts.interruptedRuns),
  count('scripts of production run again after an interruption', counts.repeatedRuns),
];

function recoveryFigures({ kills, settledMs, tookMs }: Outcome): readonly Figure[] {
  const after = (what: 'listening' | 'worked'): readonly number[] =>
    kills.flatMap(({ at, [what]: then }) => (then === null ? [] : [then - at]));
  return [
    seconds('kill to listening, median', quantile(after('listening'), 0.5)),
    seconds('kill to first job done, median', quantile(after('worked'), 0.5)),
    seconds('kill to first job done, p95', quantile(after('worked'), 0.95)),
    seconds('end of trouble to all settled', settledMs),
    seconds('took', tookMs),
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

export const isSound = (figures: readonly Figure[]): boolean => figures.every(isKept);

/** What was found wrong, line by line. */
export function renderOutcome({ findings }: Outcome, otherwise: readonly string[]): string {
  const parts: readonly [string, readonly string[]][] = [
    ['Lost', findings.lost],
    ['Doubled', findings.doubled],
    ['Counted at another gate', findings.misplaced],
    ['Ended otherwise', otherwise],
  ];
  const found = parts.filter(([, lines]) => lines.length > 0);
  if (found.length === 0) return 'Nothing was lost, and nothing done twice.';
  return found
    .map(([title, lines]) => [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n');
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
