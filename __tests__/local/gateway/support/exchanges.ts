import fc from "fast-check";
import type { ApiGateway } from "../../../../local/gateway/gateway";
import { withServer } from "../../../support/loopback-server";
import { send, type CaseResponse, type CaseRequest } from "../../cases/support/exchange";
import { anyText } from "../../support/any-text";
import { text } from "./response";

export type Exchange = (request: Partial<CaseRequest>) => Promise<CaseResponse>;
export type Event = Readonly<Record<string, unknown>>;

/** Asserts of any value what becomes of requests made of it. */
export function assertOfAny<T>(
  gateway: ApiGateway,
  stagePath: string,
  values: fc.Arbitrary<T>,
  check: (value: T, exchange: Exchange) => Promise<void>,
): Promise<void> {
  return withServer(
    (incoming, outgoing) => void gateway.handle(incoming, outgoing),
    (url) =>
      fc.assert(
        fc.asyncProperty(values, (value) =>
          check(value, (request) => send(url, stagePath, { method: "GET", ...request })),
        ),
      ),
  );
}

/** A handler that returns its event. */
export const showEvent = (event: unknown) => ({ statusCode: 200, body: JSON.stringify(event) });

export const eventIn = (response: CaseResponse) => JSON.parse(text(response)) as Event;

/** A handler that returns the body that it got. */
export function echoBody(event: unknown): object {
  const { body, isBase64Encoded } = event as Event;
  return { statusCode: 200, body, isBase64Encoded };
}

/** A handler whose response has the headers that the body of its event names. */
export const giveHeaders = (event: unknown) => ({
  statusCode: 200,
  multiValueHeaders: JSON.parse((event as { body: string }).body) as unknown,
});

/** Values by name, as a query or headers hold them: a name can have several. */
function named(name: fc.Arbitrary<string>, value: fc.Arbitrary<string>) {
  const values = fc.array(value, { minLength: 1, maxLength: 3 });
  return fc.uniqueArray(fc.tuple(name, values), {
    maxLength: 5,
    selector: ([one]) => one.toLowerCase(),
  });
}

export const queries = named(anyText.filter(Boolean), anyText);

export const encodeQuery = (query: readonly (readonly [string, readonly string[]])[]) =>
  query
    .flatMap(([name, values]) =>
      values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    )
    .join("&");

const token = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}$/).map((name) => `X-${name}`);
const lineText = fc.stringMatching(/^([!-~]([ -~]{0,6}[!-~])?)?$/);
export const headerSets = named(token, lineText);

/** The lines of one header in a response. */
export function linesOf({ headers }: CaseResponse, name: string): string[] {
  return headers
    .filter(([one]) => one.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}
