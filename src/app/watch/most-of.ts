/** Keeps a label from growing without end: the first `most` values are themselves, whatever comes later is `other`. */
export function mostOf(most: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.size < most) known.add(value);
    return known.has(value) ? value : 'other';
  };
}
