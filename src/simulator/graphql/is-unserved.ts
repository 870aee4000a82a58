import { isRecord } from '../http/fields.js';

/** Whether a GraphQL answer says that the document does not fit the schema: the simulator does not have what it asks for. */
export function isUnserved(body: unknown): boolean {
  if (!isRecord(body) || !Array.isArray(body['errors']) || 'data' in body) return false;
  return body['errors'].some(
    (error) => isRecord(error) && isRecord(error['extensions']) && 'code' in error['extensions'],
  );
}
