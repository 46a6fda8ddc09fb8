/** A function's name, and the qualifier if one is given. */
export interface FunctionReference {
  readonly name: string;
  /** Version or alias. */
  readonly qualifier: string | undefined;
}

const FORMS = [
  // arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]
  /^arn:[\w-]+:lambda:[^:]*:[^:]*:function:([^:]+)(?::([^:]+))?$/,
  // ACCOUNT:function:NAME[:QUALIFIER] and function:NAME[:QUALIFIER]
  /^(?:\d{12}:)?function:([^:]+)(?::([^:]+))?$/,
  // NAME[:QUALIFIER]
  /^([^:]+)(?::([^:]+))?$/,
];

/**
 * Parses a function reference of Lambda's API: name, partial ARN or ARN, with or without qualifier.
 * @returns undefined for any other text
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function parseFunctionReference(text: string): FunctionReference | undefined {
  for (const form of FORMS) {
    const [, name, qualifier] = form.exec(text) ?? [];
    if (name) {
      return { name, qualifier };
    }
  }
  return undefined;
}
