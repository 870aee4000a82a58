/** What Greenlight wrote into a deployment. It comes back as an object, or as the JSON text of one. */
export function readDeploymentPayload(payload: unknown): Readonly<Record<string, unknown>> {
  const value = typeof payload === 'string' ? parse(payload) : payload;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
