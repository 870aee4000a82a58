import type { Settings } from '#config/settings.js';
import type { GroupVerdict } from '#process/decide-group.js';
import { joinBlocks } from './parts/join-blocks.js';
import { renderCheck } from './render-check.js';
import { speak } from './speak.js';

/** What the required check shows on a merge group: that all of it may be merged, or which pull request may not, and why. */
export function renderGroupCheck(
  verdict: GroupVerdict,
  settings: Settings,
): { title: string; summary: string } {
  const { check } = speak(settings.language);
  const { member, state } = verdict;
  if (state === 'green') return { title: check.title.merge_allowed, summary: check.group.green };
  if (member === null) return { title: check.group.unreadable, summary: check.group.unreadableHint };
  const { title, summary } = renderCheck({ task: member.task, verdict, settings });
  return {
    title: `#${member.change}: ${title}`,
    summary: joinBlocks([check.group.blocked(member.change), summary]),
  };
}
