/** The arguments of every connection. */
export const page = 'after: String, before: String, first: Int, last: Int';
