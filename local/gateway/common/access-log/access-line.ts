import { withoutBreaks } from "../log/log-line";

/** The value of a `$context` variable; undefined or empty where the request has none. */
export type VariableOf = (name: string) => string | number | boolean | null | undefined;

/** Names of an authorizer's claims and of overridden headers can contain more than letters. */
const VARIABLE =
  /\$context\.((?:authorizer|requestOverride|responseOverride)\.[\w.:-]*\w|[\w.]*\w)/g;

/**
 * The line of a request in an access log, with `-` for variables without a value. Values aren't
 * escaped for the format, except that a line break can't begin another line.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function accessLine(format: string, valueOf: VariableOf): string {
  return withoutBreaks(
    format.replace(VARIABLE, (_, name: string) => {
      const value = valueOf(name) ?? "";
      return value === "" ? "-" : String(value);
    }),
  );
}
