import { UnservableError } from "../unservable/unservable";
import { named } from "../limits/work-limit";
import { positionAt } from "./position";
import { compileTemplate, TemplateError, type Template } from "./template";

/** Templates by content type. Null is an empty template, which passes the payload through. */
export type CompiledTemplates = Readonly<Record<string, Template | null>>;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const MAX_TEMPLATE_BYTES = 300 * 1024;

/** @throws Error with the address of a template that can't be compiled */
export function compileTemplates(
  address: string,
  attribute: string,
  templates: Readonly<Record<string, string>>,
): CompiledTemplates {
  const compiled = Object.entries(templates).map(([contentType, source]) => {
    const name = `${address}: ${attribute} for ${contentType}`;
    try {
      return [contentType, compileOne(name, source)] as const;
    } catch (error) {
      if (!(error instanceof TemplateError)) {
        throw error;
      }
      throw new UnservableError(`${name} can't be served: ${place(source, error)}${error.message}`);
    }
  });
  return Object.fromEntries(compiled);
}

function place(source: string, { at }: TemplateError): string {
  if (at === undefined) {
    return "";
  }
  const { line, column } = positionAt(source, at);
  return `line ${line}, column ${column}: `;
}

function compileOne(name: string, source: string): Template | null {
  if (Buffer.byteLength(source) > MAX_TEMPLATE_BYTES) {
    throw new TemplateError("it is larger than the 300 KB that API Gateway allows");
  }
  if (source === "") {
    return null;
  }
  const template = compileTemplate(source);
  return { source, render: (variables) => named(name, () => template.render(variables)) };
}
