import { sql } from 'kysely';

export const here = sql;
