import { choiceField, requiredText, textField } from '../http/fields.js';
import type { Annotation } from '../state/annotation.js';
import { refuse } from '../state/refuse.js';

const levels = ['notice', 'warning', 'failure'] as const;

/** One annotation of a check run as it was sent; 422 for what GitHub does not take. */
export function readAnnotation(sent: Record<string, unknown>): Annotation {
  const level = choiceField(sent, 'annotation_level', levels);
  if (level === undefined) throw refuse.field('CheckRun', 'annotation_level', 'missing_field');
  const startLine = lineOf(sent, 'start_line');
  const endLine = lineOf(sent, 'end_line');
  const columns = sent['start_column'] !== undefined || sent['end_column'] !== undefined;
  if (endLine < startLine || (columns && endLine !== startLine))
    throw refuse.invalid('Invalid request.\n\nAnnotations support columns only on the same line.');
  return {
    path: requiredText(sent, 'path', 'CheckRun'),
    startLine,
    endLine,
    startColumn: sent['start_column'] === undefined ? null : lineOf(sent, 'start_column'),
    endColumn: sent['end_column'] === undefined ? null : lineOf(sent, 'end_column'),
    level,
    title: textField(sent, 'title') ?? null,
    message: requiredText(sent, 'message', 'CheckRun'),
  };
}

function lineOf(sent: Record<string, unknown>, name: string): number {
  const value = sent[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw refuse.invalid(`Invalid request.\n\nFor 'properties/${name}', a line number is wanted.`);
}
