import { loadAll } from 'js-yaml';
import { type Gate, gates } from '#process/gate.js';
import { type Role, roles } from '#process/role.js';
import type { RoleSource, Settings } from './settings.js';

/** What one configuration says otherwise than another; only what differs is listed. */
export interface ConfigDifference {
  readonly roles: readonly { readonly role: Role; readonly before: RoleSource; readonly after: RoleSource }[];
  readonly gates: readonly {
    readonly gate: Gate;
    readonly before: readonly Role[];
    readonly after: readonly Role[];
  }[];
  /** Every other key as it is written, dotted; `null`: it is not there. */
  readonly keys: readonly {
    readonly path: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** A configuration that can be used: its text, and what it comes to. */
export interface UsableConfig {
  readonly text: string;
  readonly settings: Settings;
}

/** Sections that are told in words of their own. */
const told = ['roles', 'gates'];

/** Compares two configurations that can be used. */
export function compareConfigs(before: UsableConfig, after: UsableConfig): ConfigDifference {
  return {
    roles: roles
      .map((role) => ({ role, before: before.settings.roles[role], after: after.settings.roles[role] }))
      .filter(differs),
    gates: gates
      .map((gate) => ({
        gate,
        before: before.settings.rules.gates[gate],
        after: after.settings.rules.gates[gate],
      }))
      .filter(differs),
    keys: compareKeys(leavesOf(before.text), leavesOf(after.text)),
  };
}

function differs({ before, after }: { before: unknown; after: unknown }): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

function compareKeys(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ConfigDifference['keys'] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((path) => ({ path, before: before.get(path) ?? null, after: after.get(path) ?? null }))
    .filter(differs);
}

/** Every value by its dotted key; a list is one value. */
function leavesOf(text: string): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (path.length === 1 && told.includes(path[0] ?? '')) return;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [key, held] of Object.entries(value)) visit(held, [...path, key]);
    else if (path.length > 0)
      leaves.set(path.join('.'), typeof value === 'string' ? value : JSON.stringify(value));
  };
  // A file without a document is one without a key.
  visit(loadAll(text)[0] ?? {}, []);
  return leaves;
}
