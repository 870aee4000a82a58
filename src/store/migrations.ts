import type { Dialect } from './dialect.js';

/** One step of the schema. Never edited after a release; a change is a new step. */
export interface Migration {
  readonly name: string;
  readonly statements: (dialect: Pick<Dialect, 'numbered' | 'guardJournal'>) => readonly string[];
}

export const migrations: readonly Migration[] = [
  {
    name: '001-beginning',
    statements: ({ numbered, guardJournal }) => [
      `create table jobs (
        id ${numbered}, lane text not null, kind text not null, payload text not null, due bigint not null,
        dedupe text unique, state text not null, begun integer not null, attempts integer not null, error text,
        received bigint not null, finished bigint)`,
      `create index jobs_of_lane on jobs (lane, begun, id) where state = 'ready'`,
      `create index jobs_dead on jobs (id) where state = 'dead'`,
      `create index jobs_done on jobs (finished) where state = 'done'`,
      `create table lanes (
        key text primary key, due bigint, lease_owner text, lease_until bigint,
        fence bigint not null)`,
      `create index lanes_due on lanes (due)`,
      `create table tasks (
        key text primary key, repository bigint not null, number integer not null, version integer not null,
        stage text not null, open integer not null, change integer, head text, snapshot text not null)`,
      `create index tasks_of_change on tasks (repository, change)`,
      `create index tasks_at_head on tasks (repository, head)`,
      `create index tasks_open on tasks (repository, open)`,
      `create table journal (
        task text not null, number integer not null, at bigint not null, entry text not null,
        previous text not null, hash text not null, primary key (task, number))`,
      ...guardJournal,
      `create table production (
        id ${numbered}, task text not null unique, repository bigint not null, since bigint not null, granted integer not null)`,
      `create unique index production_holder on production (repository) where granted = 1`,
      `create table production_locks (repository bigint primary key)`,
      `create table shown (task text primary key, shown text not null)`,
      `create table notes (name text primary key, value text not null)`,
    ],
  },
  {
    name: '002-production-held',
    statements: () => [
      'alter table production add column urgent integer not null default 0',
      'alter table production add column place bigint not null default 0',
      'alter table production add column not_before bigint',
      'create table production_holds (repository bigint primary key, held text not null)',
      `create table banned (
        repository bigint not null, head text not null, task text not null, at bigint not null,
        primary key (repository, head))`,
    ],
  },
  {
    name: '003-sandbox-places',
    statements: ({ numbered }) => [
      `create table sandboxes (
        id ${numbered}, task text not null unique, repository bigint not null, since bigint not null, granted integer not null)`,
      'create index sandboxes_of_repository on sandboxes (repository)',
    ],
  },
  {
    name: '004-joined-jobs',
    statements: () => [
      'alter table jobs add column joins text',
      `create index jobs_to_join on jobs (lane, joins) where state = 'ready' and begun = 0 and joins is not null`,
    ],
  },
  {
    name: '005-interventions',
    statements: ({ numbered }) => [
      'alter table jobs add column crashes integer not null default 0',
      `create index jobs_begun on jobs (received) where state = 'ready' and begun = 1`,
      'alter table notes add column at bigint',
      'create index notes_saved on notes (at)',
      `create table interventions (
        id ${numbered}, at bigint not null, person text not null, did text not null, why text,
        job bigint not null, lane text not null, kind text not null, error text)`,
    ],
  },
  {
    name: '006-readings',
    statements: () => [
      `create table readings (
        repository bigint not null, name text not null, etag text, value text not null, primary key (repository, name))`,
    ],
  },
];
