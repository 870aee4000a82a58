/** The value and everything in it, frozen: configuration is read, never changed. */
export function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const held of Object.values(value)) freeze(held);
  }
  return value;
}
