import type { Boundary } from './boundaries.js';

/** What is wrong around a process: its clock, and its database. */
interface State {
  readonly offsetMs: number;
  readonly databaseIsGone: boolean;
}

/** What the harness tells a process. */
export type ToApp =
  | ({ readonly type: 'start'; readonly port: number } & State)
  | ({ readonly type: 'trouble' } & State)
  | { readonly type: 'arm'; readonly boundary: Boundary | null }
  | { readonly type: 'stop' };

/** What a process tells the harness. `worked`: the first job since its start is done. */
export type FromApp =
  { readonly type: 'loaded' } | { readonly type: 'listening' } | { readonly type: 'worked' };
