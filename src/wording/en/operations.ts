import type { Words } from '../words.js';

const untouched = 'Production is not affected.';

export const operations: Words['operations'] = {
  ProvisionSandbox: {
    doing: 'is making the sandbox',
    failed: 'The sandbox could not be made',
    meaning: () => untouched,
  },
  DeploySandbox: {
    doing: 'is putting the change into the sandbox',
    failed: 'The change could not be put into the sandbox',
    meaning: () => untouched,
  },
  IntegrateChange: {
    doing: 'is joining the change with the live project in the sandbox',
    failed: 'The change could not be joined with the live project',
    meaning: () => untouched,
  },
  BackUpBoth: {
    doing: 'is backing up the live project and the sandbox',
    failed: 'The backups could not be made',
    meaning: () => `${untouched} There is no demo without a backup.`,
  },
  DeployProduction: {
    doing: 'is putting the change live',
    failed: 'The change could not be put live',
    meaning: (touched) =>
      touched ? '**Look at production now:** the deployment had begun, and a backup is stored.' : untouched,
  },
  WatchProduction: {
    doing: 'is watching production',
    failed: 'Nobody knows whether production is well',
    meaning: () =>
      '**Look at production now.** When it is not well, `/rollback` puts it back as it was (DevOps or the tester).',
  },
  RestoreProduction: {
    doing: 'is putting production back as it was',
    failed: 'Production could not be put back as it was',
    meaning: () =>
      '**Look at production now:** it may not be working. The backup is still stored, and nothing else goes live meanwhile.',
  },
  RemoveSandbox: {
    doing: 'is removing the sandbox',
    failed: 'The sandbox could not be removed',
    meaning: () => untouched,
  },
  ReleaseChange: {
    doing: 'is merging and publishing the change',
    failed: 'The change could not be released',
    meaning: () =>
      'The change is live already; only the merge, the tag and the release notes are missing. Until then nothing else goes live.',
  },
  BackUpProduction: {
    doing: 'is backing up production',
    failed: 'The backup of production could not be made',
    meaning: () => 'Everything else goes on.',
  },
  MergeChange: {
    doing: 'is merging the change',
    failed: 'The change could not be merged',
    meaning: () => `${untouched} What was approved stays approved for as long as nothing else is merged.`,
  },
  RevertChange: {
    doing: 'is taking the change out of the default branch again',
    failed: 'The change could not be taken out of the default branch again',
    meaning: () =>
      'Production is back as it was, but the default branch still holds the change. Nothing else goes live meanwhile.',
  },
  StopSandbox: {
    doing: 'is stopping the sandbox',
    failed: 'The sandbox could not be stopped',
    meaning: () =>
      `${untouched} It may still run, or only half of it: \`/sandbox start\` brings it back as it was (developer, tester or DevOps).`,
  },
  StartSandbox: {
    doing: 'is starting the sandbox',
    failed: 'The sandbox could not be started',
    meaning: () => `${untouched} The data of the sandbox are kept.`,
  },
  CallPeople: { doing: 'is calling people', failed: 'People could not be called', meaning: () => untouched },
};
