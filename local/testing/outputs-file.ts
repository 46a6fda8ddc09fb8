import { readFileSync } from "node:fs";

/**
 * The names and texts in a JSON file of outputs: of `cdktf deploy --outputs-file`, which may be
 * grouped by stack, of `terraform output -json`, or the endpoints file of the runner.
 * @throws Error if it can't be read, or is not JSON
 */
export function namedTexts(file: string): [name: string, text: string][] {
  try {
    return flatten(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(
      `${file} can't be read: ${reason}. Pass a JSON file that "cdktf deploy --outputs-file", ` +
        '"terraform output -json" or "serve --endpoints-file" wrote.',
      { cause: error },
    );
  }
}

function flatten(value: unknown): [string, string][] {
  if (!isObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    const content = isObject(inner) && isTerraformOutput(inner) ? inner["value"] : inner;
    return typeof content === "string" ? [[name, content]] : flatten(content);
  });
}

/** @see https://developer.hashicorp.com/terraform/cli/commands/output */
function isTerraformOutput(value: Readonly<Record<string, unknown>>): boolean {
  return "value" in value && "type" in value && typeof value["sensitive"] === "boolean";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
