import type { ErrorObject } from "ajv-draft-04";

/**
 * `$context.error.validationErrorString`. AWS publishes one text, that of missing properties. Other
 * errors are described in this runner's words: where in the body, and what is wrong.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-validation-set-up.html
 */
export function validationErrorString(errors: readonly ErrorObject[]): string {
  const texts = errors.map((error) =>
    error.keyword === "required" ? missingProperties(error, errors) : description(error),
  );
  return `[${[...new Set(texts)].join(", ")}]`;
}

function missingProperties({ instancePath }: ErrorObject, errors: readonly ErrorObject[]): string {
  const names = errors
    .filter((error) => error.keyword === "required" && error.instancePath === instancePath)
    .map(({ params }) => String((params as Readonly<Record<string, unknown>>)["missingProperty"]));
  return `object has missing required properties (${JSON.stringify(names.sort())})`;
}

function description({ instancePath, keyword, message = keyword }: ErrorObject): string {
  return `${instancePath || "body"} ${message}`;
}
