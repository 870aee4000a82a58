const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What a duration looks like in the configuration: `30s`, `10m`, `2h`, `1d`. At most 24 days, since a timer can count no further. */
export const durationPattern = '^([1-9][0-9]{0,5}s|[1-9][0-9]{0,3}m|[1-9][0-9]?h|([1-9]|1[0-9]|2[0-4])d)$';

/** A duration in milliseconds. The schema has checked its form. */
export function parseDuration(text: string): number {
  return Number(text.slice(0, -1)) * (unitsMs[text.slice(-1)] ?? 0);
}
