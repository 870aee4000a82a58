import { findLabel } from '../state/find.js';
import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import type { Issue, Label } from '../state/records.js';
import { renderLabel } from '../render/render-issue.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';
import { emitIssue } from './emit-issue.js';
import { note } from './note.js';

/** Adds a label to the repository; throws 422 when one of this name exists in any case, or a field is not acceptable. */
export function createLabel(
  doer: Doer,
  {
    name,
    color = 'ededed',
    description = null,
  }: { name: string; color?: string; description?: string | null },
): Label {
  if (findLabel(doer.repository, name)) throw refuse.field('Label', 'name', 'already_exists');
  checkLabel({ name, color, description });
  const id = doer.world.newId();
  const label = { id, nodeId: nodeId('LA', id), name, color, description };
  doer.repository.labels.push(label);
  emitLabel(doer, label, 'created');
  return label;
}

export function editLabel(
  doer: Doer,
  label: Label,
  {
    name = label.name,
    color = label.color,
    description = label.description,
  }: Partial<Pick<Label, 'name' | 'color' | 'description'>>,
): void {
  const taken = findLabel(doer.repository, name);
  if (taken && taken !== label) throw refuse.field('Label', 'name', 'already_exists');
  checkLabel({ name, color, description });
  Object.assign(label, { name, color, description });
  emitLabel(doer, label, 'edited');
}

/** Puts labels on an issue, creating those that the repository does not have. */
export function addLabels(doer: Doer, issue: Issue, names: string[]): void {
  for (const name of names) {
    const label = findLabel(doer.repository, name) ?? createLabel(doer, { name });
    if (issue.labels.includes(label)) continue;
    issue.labels.push(label);
    announceLabel(doer, issue, 'labeled', label);
  }
}

/** Takes a label off; throws 404 when it is not on. */
export function removeLabel(doer: Doer, issue: Issue, name: string): void {
  const label = issue.labels.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!label) throw refuse.noLabel();
  issue.labels = issue.labels.filter((one) => one !== label);
  announceLabel(doer, issue, 'unlabeled', label);
}

/** Makes these, and no others, the labels of an issue. */
export function setLabels(doer: Doer, issue: Issue, names: string[]): void {
  const wanted = names.map((name) => name.toLowerCase());
  for (const label of issue.labels) {
    if (!wanted.includes(label.name.toLowerCase())) removeLabel(doer, issue, label.name);
  }
  addLabels(doer, issue, names);
}

function announceLabel(doer: Doer, issue: Issue, action: string, label: Label): void {
  issue.updatedAt = doer.world.now();
  note(doer, issue, action, { label: label.name, color: label.color });
  emitIssue(doer, issue, action, { label: renderLabel(doer.world, doer.repository, label) });
}

function emitLabel(doer: Doer, label: Label, action: string): void {
  emit(doer, 'label', action, { label: renderLabel(doer.world, doer.repository, label) });
}

function checkLabel({ name, color, description }: Pick<Label, 'name' | 'color' | 'description'>): void {
  if (name.trim() === '') throw refuse.field('Label', 'name', 'missing_field');
  if (name.length > 50) throw refuse.custom('Label', 'name', 'name is too long (maximum is 50 characters)');
  if (!/^[0-9a-f]{6}$/i.test(color)) throw refuse.field('Label', 'color', 'invalid');
  if ((description?.length ?? 0) > 100) {
    throw refuse.custom('Label', 'description', 'description is too long (maximum is 100 characters)');
  }
}
