export interface FoundRoute<T> {
  route: string;
  handler: T;
  params: Record<string, string>;
}

interface Compiled<T> {
  route: string;
  method: string;
  pattern: RegExp;
  handler: T;
}

/** Prepares a look-up: `METHOD /a/{b}` by method and path; a parameter spans slashes only when named path, ref or basehead. */
export function routeFinder<T>(
  routes: Record<string, T>,
): (method: string, path: string) => FoundRoute<T> | null {
  const compiled = Object.entries(routes).map(([route, handler]) => compile(route, handler));
  compiled.sort((a, b) => placeholders(a.route) - placeholders(b.route));
  return (method, path) => {
    for (const { route, pattern, handler, ...candidate } of compiled) {
      if (candidate.method !== method) continue;
      const match = pattern.exec(path);
      if (match) return { route, handler, params: decoded(match.groups ?? {}) };
    }
    return null;
  };
}

function compile<T>(route: string, handler: T): Compiled<T> {
  const [method = '', template = ''] = route.split(' ');
  const source = template
    .replaceAll('.', '\\.')
    .replace(/\{(path|ref|basehead)\}/g, '(?<$1>.+)')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return { route, method, pattern: new RegExp(`^${source}/?$`), handler };
}

/** Literal routes (`…/releases/latest`) win over parameters (`…/releases/{release_id}`), longer ones over open-ended ones. */
function placeholders(route: string): number {
  const open = /\{(path|ref|basehead)\}$/.test(route) ? 100 : 0;
  return open + (route.match(/\{/g)?.length ?? 0);
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
}

/** A path that is not well encoded is taken as it stands. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
