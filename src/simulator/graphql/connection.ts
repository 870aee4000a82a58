import { GitHubError } from '../state/github-error.js';
import { Refusal } from './refusal.js';

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

const most = 100;

/** A list in pages, as GitHub gives it; an item that the caller may not see is null, with an error of its own. */
export function connection<T>(
  field: string,
  items: T[],
  args: PageArguments,
  toNode: (item: T) => object,
): { totalCount: number; nodes: () => unknown[]; pageInfo: () => object } {
  return {
    totalCount: items.length,
    nodes: () => {
      const { from, to } = chosen(field, items.length, args);
      return items.slice(from, to).map((item) => nodeOrRefusal(() => toNode(item)));
    },
    pageInfo: () => {
      const { from, to } = chosen(field, items.length, args);
      const isEmpty = to <= from;
      return {
        hasPreviousPage: from > 0,
        hasNextPage: to < items.length,
        startCursor: isEmpty ? null : cursorOf(from),
        endCursor: isEmpty ? null : cursorOf(to - 1),
      };
    },
  };
}

/** An error in a list is what the library answers as null and reports, without losing the other items. */
function nodeOrRefusal(make: () => object): object {
  try {
    return make();
  } catch (error) {
    if (error instanceof GitHubError || error instanceof Refusal) return error;
    throw error;
  }
}

function chosen(field: string, length: number, args: PageArguments): { from: number; to: number } {
  const { first = null, last = null, after = null, before = null } = args;
  if (first === null && last === null) {
    throw new Refusal(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`,
    );
  }
  for (const [name, size] of Object.entries({ first, last })) requireSize(field, name, size);
  let from = after === null ? 0 : positionOf(after) + 1;
  let to = before === null ? length : Math.min(length, positionOf(before));
  if (first !== null) to = Math.min(to, from + first);
  if (last !== null) from = Math.max(from, to - last);
  return { from, to: Math.max(from, to) };
}

function requireSize(field: string, name: string, size: number | null): void {
  if (size === null || (size >= 0 && size <= most)) return;
  throw new Refusal(
    'EXCESSIVE_PAGINATION',
    `Requesting ${size} records on the \`${field}\` connection exceeds the \`${name}\` limit of ${most} records.`,
  );
}

/** The place of an item in its list; callers must not read it. */
export function cursorOf(position: number): string {
  return Buffer.from(`cursor:${position}`).toString('base64');
}

function positionOf(cursor: string): number {
  const position = /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (position === undefined) {
    throw new Refusal('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
  }
  return Number(position);
}
