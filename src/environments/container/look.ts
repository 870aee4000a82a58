import { type Caller, callEngine } from './call-engine.js';
import type { Scope } from './names.js';

/** Names of containers, whatever their state. */
export const listContainers = (caller: Caller, scope: Scope): Promise<string[]> =>
  listNames(caller, scope, ['ps', '--all', '--format', '{{.Names}}']);

/** Names of those that run. */
export const listRunning = (caller: Caller, scope: Scope): Promise<string[]> =>
  listNames(caller, scope, ['ps', '--format', '{{.Names}}']);

export const listNetworks = (caller: Caller, scope: Scope): Promise<string[]> =>
  listNames(caller, scope, ['network', 'ls', '--format', '{{.Name}}']);

export const listVolumes = (caller: Caller, scope: Scope): Promise<string[]> =>
  listNames(caller, scope, ['volume', 'ls', '--format', '{{.Name}}']);

async function listNames(caller: Caller, { label, owns }: Scope, args: readonly string[]): Promise<string[]> {
  const lines = await listLines(caller, [...args, '--filter', `label=${label}`]);
  return lines.filter(owns);
}

async function listLines(caller: Caller, args: readonly string[]): Promise<string[]> {
  const answer = await callEngine(caller, args);
  return [...new Set(answer.split('\n').map((line) => line.trim()))].filter((line) => line !== '').sort();
}

/** What both engines say of a container in the same words. */
export interface Container {
  readonly Image: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Running: boolean;
    readonly Paused: boolean;
    readonly OOMKilled: boolean;
    readonly ExitCode: number;
  };
}

export async function inspectContainers(caller: Caller, names: readonly string[]): Promise<Container[]> {
  if (names.length === 0) return [];
  return JSON.parse(await callEngine(caller, ['container', 'inspect', ...names])) as Container[];
}

/** The container of this name; `null`: there is none. */
export async function findContainer(
  caller: Caller,
  { name, scope }: { name: string; scope: Scope },
): Promise<Container | null> {
  const names = await listContainers(caller, scope);
  const own = names.filter((one) => one === name);
  return (await inspectContainers(caller, own))[0] ?? null;
}

export interface Image {
  readonly Id: string;
  /** An instant in ISO 8601. */
  readonly Created: string;
  readonly Config: { readonly Labels: Readonly<Record<string, string>> | null };
}

/** Images with this label, newest first. */
export async function listImages(caller: Caller, { label }: Scope): Promise<Image[]> {
  const ids = await listLines(caller, ['images', '--quiet', '--no-trunc', '--filter', `label=${label}`]);
  if (ids.length === 0) return [];
  const images = JSON.parse(await callEngine(caller, ['image', 'inspect', ...ids])) as Image[];
  return images.sort((a, b) => Date.parse(b.Created) - Date.parse(a.Created));
}
