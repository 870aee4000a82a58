import type { Words } from '../words.js';

export const notice: Words['notice'] = {
  onward: 'Gone on',
  back: 'Sent back',
  rolledBack: 'Production is taken back',
  cancelled: 'Cancelled',
  released: 'Live, merged and published',
  next: (who) => `Next: ${who}`,
};
