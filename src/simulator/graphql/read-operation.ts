import { Kind, parse, type OperationDefinitionNode, type OperationTypeNode } from 'graphql';
import { isRecord } from '../http/fields.js';

export interface Operation {
  /** null for an anonymous one. */
  name: string | null;
  type: `${OperationTypeNode}`;
}

/** The operation that the body of a GraphQL request asks for; null when it cannot be told. */
export function readOperation(raw: string): Operation | null {
  try {
    const body: unknown = JSON.parse(raw);
    if (!isRecord(body) || typeof body['query'] !== 'string') return null;
    const wanted = body['operationName'] ?? null;
    const operations = parse(body['query']).definitions.filter(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const operation = operations.find(({ name }) => wanted === null || name?.value === wanted);
    return operation ? { name: operation.name?.value ?? null, type: operation.operation } : null;
  } catch {
    return null;
  }
}
