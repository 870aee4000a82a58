import {
  FieldsOnCorrectTypeRule,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
} from 'graphql';
import { knownFieldsRule } from './known-fields-rule.js';
import { schema } from './schema.js';

const rules = [...specifiedRules.filter((rule) => rule !== FieldsOnCorrectTypeRule), knownFieldsRule];

/** The document that a query is, or what is wrong with it. */
export function understand(
  query: string,
): { document: DocumentNode; problems: null } | { problems: GraphQLError[] } {
  try {
    const document = parse(query);
    const problems = validate(schema, document, rules).filter(isProblem);
    return problems.length > 0 ? { problems } : { document, problems: null };
  } catch (error) {
    if (error instanceof GraphQLError) return { problems: [error] };
    throw error;
  }
}

/** GitHub lets fields of two types share a name where no object is both: `state` of an issue and of a pull request. */
function isProblem({ message }: GraphQLError): boolean {
  return !message.includes('they return conflicting types');
}
