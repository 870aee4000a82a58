import { sandboxEnd, sandboxWarning } from '#process/sandbox-life.js';
import type { About } from '../about.js';
import { alert } from './alert.js';
import { nameLogin } from './name-login.js';
import { sayInstant } from './say-instant.js';

/** That the sandbox is stopped, or will be soon; `null` while nobody has to think of it. */
export function saySandboxLife({ task, settings, words }: About): string | null {
  const { sandbox, awaiting, failure } = task;
  // Greenlight is at work in it, and says so; or nobody knows whether it runs.
  const unsure = awaiting !== null || failure?.operation === 'StopSandbox';
  if (sandbox === null || unsure) return null;
  if (sandbox.stopped) {
    const { why, by, at } = sandbox.stopped;
    const when = sayInstant(at, words);
    return alert('NOTE', words.alerts.sandboxStopped({ why, by: by === null ? null : nameLogin(by), when }));
  }
  if (settings === null) return null;
  const end = sandboxEnd(task, settings.rules.sandbox);
  if (end?.why !== 'ttl' || sandboxWarning(task, settings.rules.sandbox) !== null) return null;
  return alert('IMPORTANT', words.alerts.sandboxEnding(sayInstant(end.at, words)));
}
