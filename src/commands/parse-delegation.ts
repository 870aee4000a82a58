import type { Until } from '#process/event.js';
import { type Role, roles } from '#process/role.js';
import { instantOfDay } from './instant-of-day.js';

interface Delegating {
  readonly role: Role;
  readonly to: string;
  readonly until: Until | null;
}

const login = /^@?([a-z\d](?:[a-z\d-]{0,38}))$/i;
const span = /^(\d{1,3}) ?(h|d|w)(?:ours?|ays?|eeks?)?$/i;
const day = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?(?: ?(?:UTC|Z))?$/i;
const hourMs = 3_600_000;
const units: Readonly<Record<string, number>> = { h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs };

/** `tester @tim until 2026-12-01`: a role, a person, and perhaps an end. `null` when it is something else. */
export function parseDelegation(words: string): Delegating | null {
  const [first = '', second = '', link = '', ...rest] = words.split(/\s+/, 8);
  const role = parseRole(first);
  const to = parseLogin(second);
  if (role === null || to === null) return null;
  if (link === '') return { role, to, until: null };
  const until = /^(until|for)$/i.test(link) ? parseUntil(rest.join(' ')) : null;
  return until === null ? null : { role, to, until };
}

/** `tester [@tim]`. */
export function parseUndelegation(words: string): { readonly role: Role; readonly of: string | null } | null {
  const [first = '', second = '', ...rest] = words.split(/\s+/, 3);
  const role = parseRole(first);
  const of = second === '' ? null : parseLogin(second);
  return role === null || rest.length > 0 || (second !== '' && of === null) ? null : { role, of };
}

/** A person's name on GitHub, with or without the sign before it. */
export function parseLogin(word: string): string | null {
  return login.exec(word)?.[1] ?? null;
}

function parseRole(word: string): Role | null {
  return roles.find((role) => role === word.toLowerCase()) ?? null;
}

/** A day counts to its end, in UTC; a span counts from when it was said. */
function parseUntil(words: string): Until | null {
  const [, count, unit = ''] = span.exec(words) ?? [];
  if (count !== undefined) return { inMs: Number(count) * (units[unit.toLowerCase()] ?? 0) };
  const [, year, month, date, hour, minute] = day.exec(words) ?? [];
  if (year === undefined) return null;
  const at = instantOfDay({
    year: Number(year),
    month: Number(month),
    day: Number(date),
    hour: Number(hour ?? 23),
    minute: Number(minute ?? 59),
  });
  return at === null ? null : { at };
}
