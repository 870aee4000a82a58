import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';

/** Reports a field that its type does not have, in GitHub's words. */
export function knownFieldsRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const type = context.getParentType();
      if (!type || context.getFieldDef()) return;
      const fieldName = node.name.value;
      context.reportError(
        new GraphQLError(`Field '${fieldName}' doesn't exist on type '${type.name}'`, {
          nodes: node,
          extensions: { code: 'undefinedField', typeName: type.name, fieldName },
        }),
      );
    },
  };
}
