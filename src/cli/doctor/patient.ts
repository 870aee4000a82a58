import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { ServerSettings } from '#app/read-environment.js';
import { silentLog } from '#github/silent-log.js';

/** What is examined: the server's settings, and GitHub as the App sees it. */
export interface Patient {
  readonly settings: ServerSettings;
  /** As the App itself. */
  readonly app: Octokit;
  /** As one of its installations. */
  readonly installation: (id: number) => Octokit;
  readonly now: () => number;
}

/** Opens GitHub for the examination; nothing is asked yet. */
export function openPatient(settings: ServerSettings, now: () => number): Patient {
  const { appId, privateKey } = settings;
  const open = (auth: object): Octokit =>
    new Octokit({ authStrategy: createAppAuth, auth, baseUrl: settings.github.apiUrl, log: silentLog });
  return {
    settings,
    now,
    app: open({ appId, privateKey }),
    installation: (installationId) => open({ appId, privateKey, installationId }),
  };
}

/** The status that GitHub answered with; `null`: it did not answer. */
export function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown }).status;
  return typeof status === 'number' ? status : null;
}
