const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What a duration looks like in the configuration: `30s`, `10m`, `2h`, `1d`. */
export const durationPattern = '^[1-9][0-9]{0,5}[smhd]$';

/** A duration in milliseconds. The schema has checked its form. */
export function parseDuration(text: string): number {
  return Number(text.slice(0, -1)) * (unitsMs[text.slice(-1)] ?? 0);
}
