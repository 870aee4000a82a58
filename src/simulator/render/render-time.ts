/** Milliseconds since 1970 as GitHub writes times: `2026-11-24T08:40:00Z`. */
export function renderTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function renderTimeOrNull(ms: number | null): string | null {
  return ms === null ? null : renderTime(ms);
}
