/** A function as callers name it: its name, and the qualifier where one is given. */
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
 * Parses the ways in which Lambda's API takes a function: name, partial ARN, ARN, each with or
 * without qualifier. Undefined when it is none of them.
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
