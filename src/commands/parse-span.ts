const unitsMs: Readonly<Record<string, number>> = {
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `12h`, `3d` or `2w` in milliseconds, at most 99 of each; `null`: it is something else. */
export function parseSpan(text: string): number | null {
  const [, count, unit = ''] = /^([1-9]\d?) ?([hdw])(?:ours?|ays?|eeks?)?$/i.exec(text) ?? [];
  const unitMs = unitsMs[unit.toLowerCase()];
  return count === undefined || unitMs === undefined ? null : Number(count) * unitMs;
}
