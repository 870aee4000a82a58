import type { Words } from '../words.js';

export const environments: Words['environments'] = {
  pipeline: {
    asked: (when) => `The CI/CD of this repository does it: asked ${when}, nothing heard yet.`,
    running: (when, log) =>
      `The CI/CD of this repository does it, under way since ${when}${log === null ? '' : ` (${log})`}.`,
    log: 'log',
  },
  restored: {
    code: {
      yes: 'Code: the commit of the backup is served, as a probe says',
      no: 'Code: **not restored** — another commit is served',
      unseen: 'Code: **not confirmed** — no probe tells which commit is served',
    },
    data: {
      yes: 'Data: restored, from a backup whose checksum is right',
      no: 'Data: **not restored**',
      unseen: 'Data: **not confirmed** — nobody gave their checksum',
    },
    probes: {
      yes: 'Probes: healthy',
      no: 'Probes: **not healthy**',
      unseen: 'Probes: **not asked**',
    },
  },
  receipt: {
    title: 'What is left of the sandbox',
    remains: (what) => `Still there after the removal: ${what}`,
    what: {
      processes: 'Processes',
      containers: 'Containers',
      data: 'Data',
      url: 'Address',
      deployments: 'Deployments on GitHub',
      environment: 'Environment on GitHub',
    },
    state: {
      gone: 'gone',
      none: 'there were none',
      left: '**still there**',
      kept: 'Greenlight may not remove it (it has no `administration` permission)',
      unseen: 'said to be gone, by whoever removed it',
    },
  },
  sandboxQueue: ({ place, holders }) =>
    `**Every sandbox is in use**${holders === null ? '' : ` (${holders})`}: this task is ${place === 1 ? 'the next' : `number ${place}`} to get one, by itself, when another is removed.`,
  backup: {
    keptUntil: (when) => `kept until ${when} at least`,
    verified: { checksum: 'its checksum was compared', restore: 'it was restored once to try it' },
    notWhole: (why) => `The backup was stored, but is not whole: ${why}`,
    notRestorable: (why) => `The backup was stored, but could not be restored when it was tried: ${why}`,
    trialLeft: (why) =>
      `The backup was stored and could be restored, but the sandbox in which that was tried could not be removed: ${why}`,
    tooOld: (minutes, most) =>
      `The newest backup is ${minutes} minutes old, and nothing is deployed on one older than ${most}: make another with \`/retry\``,
  },
  orphan: {
    found: ({ name, when }) =>
      `Something of the sandbox ${name} is still there, although this task is over. Greenlight removes it ${when}; if that must not be, reopen the issue before.`,
    foundTrial: ({ name, when }) =>
      `The sandbox ${name}, in which a backup was tried, is still there although nobody uses it. Greenlight removes it ${when}.`,
    removed: (name) => `What was left of the sandbox ${name} is gone now.`,
    kept: ({ name, why }) => `What is left of the sandbox ${name} could not be removed: ${why}`,
  },
};
