import { Cursor } from "../expression/cursor";
import { expression } from "../expression/parse";
import type { Expression } from "../expression/syntax";

/**
 * Parses a file of assignments (`name = value`), each on its own line.
 * @throws ExpressionSyntaxError that names the line
 * @see https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
export function parseAssignments(text: string): Map<string, Expression> {
  const cursor = new Cursor(text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"));
  const found = new Map<string, Expression>();
  cursor.skipSpace();
  while (!cursor.atEnd) {
    const name = cursor.expectIdentifier();
    if (found.has(name)) {
      cursor.fail(`${name} is assigned twice`);
    }
    cursor.expectToken("=");
    found.set(name, expression(cursor));
    cursor.skipSpace();
    if (!cursor.atEnd && !cursor.isAfterLineEnd) {
      cursor.fail("expected a new line after a value");
    }
  }
  return found;
}
