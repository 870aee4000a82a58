import { cpus, loadavg, totalmem } from 'node:os';
import { canPin } from './pinned.js';

/** What the figures were measured on, and what else ran there. */
export function aboutMachine(): Readonly<Record<string, string | number | boolean>> {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    processors: cpus().length,
    memoryMB: Math.round(totalmem() / 1e6),
    node: process.version,
    /** The server on one processor, whoever sends and GitHub on another. */
    pinned: canPin,
    /** Of the last minute, before anything was measured: near 0 when nothing else ran. */
    loadBefore: loadavg()[0] ?? 0,
  };
}
