/** Source of a pattern: indentation, and the marks of the list items that a line opens before its own text. */
export const listMarks = '(?:[ \\t]*(?:[-*+]|\\d{1,9}[.)])(?=[ \\t]))*[ \\t]*';
