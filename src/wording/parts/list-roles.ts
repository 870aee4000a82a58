import type { Settings } from '#config/settings.js';
import { roles } from '#process/role.js';
import type { Words } from '../words.js';
import { fold } from './fold.js';
import { joinBlocks } from './join-blocks.js';
import { nameHolders } from './name-holders.js';

/** Who has which role, folded up. */
export function listRoles(settings: Settings, words: Words): string {
  const { card, people } = words;
  const lines = roles.map((role) => `- ${people.role[role]}: ${nameHolders(settings.roles[role], words)}`);
  return fold(card.roles, joinBlocks([lines.join('\n'), card.rolesHint]));
}
