import { duration, section } from './schema-parts.js';

/** The section `environments.backups`. */
export const backupsSchema = section('What a backup is worth, and how long it is kept.', {
  keep: section('A backup is kept while either says so, and while production or an open task may need it.', {
    count: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      description: 'The newest of each environment that are kept.',
      default: 10,
    },
    days: {
      type: 'integer',
      minimum: 1,
      maximum: 3650,
      description: 'Days for which every backup is kept.',
      default: 30,
    },
  }),
  verify: {
    enum: ['checksum', 'restore'],
    description:
      'When a backup counts: `checksum`, when its file is there and matches; `restore`, when it was also restored into a scratch sandbox whose probes answered.',
    default: 'checksum',
  },
  'max-age': duration('How old the backup may be with which something is deployed to production.', '1h'),
});
