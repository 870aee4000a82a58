import { join } from 'node:path';

/**
 * The socket at which the one process that has the embedded store answers whoever runs it. In a directory of its own, which
 * nobody else may enter: that is the lock on this door.
 */
export function doorOf(directory: string): string {
  return join(directory, 'door', 'socket');
}
