import type { Account, Installation, InstallationToken, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';

/** Who calls: the App itself (JWT), the App as an installation (token), a person (their token), or nobody we know. */
export type Caller =
  | { kind: 'app' }
  | { kind: 'installation'; token: InstallationToken; installation: Installation }
  | { kind: 'person'; account: Account }
  | { kind: 'anonymous' };

/** A request, taken apart. */
export interface Call {
  world: World;
  method: string;
  /** Path below the API root, without the query. */
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Record<string, unknown>;
  /** The body as it was sent; the only form of a file that is uploaded. */
  raw: Buffer;
  /** Whether it came to the host for uploads, where nothing else is served. */
  upload: boolean;
  caller: Caller;
}

/** A request about one repository, which the caller may see. */
export interface RepositoryCall extends Call {
  repository: RepositoryState;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;
export type RepositoryHandler = (call: RepositoryCall) => Answer | Promise<Answer>;

/** Handlers by `METHOD /path/{parameter}`. */
export type Routes = Record<string, Handler>;
export type RepositoryRoutes = Record<string, RepositoryHandler>;
