import fc from "fast-check";
import { withServer } from "../../../support/loopback-server";
import { send, type Answer, type CaseRequest } from "../../cases/support/exchange";
import { text } from "../support/answer";
import { FakeLambda } from "../support/fake-lambda";
import { gatewayOf } from "./support/http-api";

type Exchange = (request: Partial<CaseRequest>) => Promise<Answer>;
type Event = Readonly<Record<string, unknown>>;

/** Asserts of any value what the function makes of its request, format by format. */
function assertFor<T>(
  payload_format_version: string,
  handles: (event: unknown) => unknown,
  values: fc.Arbitrary<T>,
  check: (value: T, exchange: Exchange) => Promise<void>,
): Promise<void> {
  const lambda = new FakeLambda({ handles });
  const gateway = gatewayOf({ integration: { payload_format_version }, lambda });
  return withServer(
    (incoming, outgoing) => gateway.handle(incoming, outgoing),
    (url) =>
      fc.assert(
        fc.asyncProperty(values, (value) =>
          check(value, (request) => send(url, "", { method: "GET", ...request })),
        ),
      ),
  );
}

const showEvent = (event: unknown) => ({ statusCode: 200, body: JSON.stringify(event) });
const eventIn = (answer: Answer) => JSON.parse(text(answer)) as Event;

/** Values by name, as a query or headers hold them: a name can have several. */
function named(name: fc.Arbitrary<string>, value: fc.Arbitrary<string>) {
  const values = fc.array(value, { minLength: 1, maxLength: 3 });
  return fc.uniqueArray(fc.tuple(name, values), {
    maxLength: 5,
    selector: ([one]) => one.toLowerCase(),
  });
}

const anyText = fc.string({ unit: "binary", maxLength: 8 });
const queries = named(anyText.filter(Boolean), anyText);
const encode = (query: readonly (readonly [string, readonly string[]])[]) =>
  query
    .flatMap(([name, values]) =>
      values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    )
    .join("&");

const token = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}$/).map((name) => `X-${name}`);
const lineText = fc.stringMatching(/^([!-~]([ -~]{0,6}[!-~])?)?$/);
const headerSets = named(token, lineText);

describe("any query", () => {
  test("comes to an event 2.0 as it was sent, and decoded with its values joined", async () => {
    await assertFor("2.0", showEvent, queries, async (query, exchange) => {
      const event = eventIn(await exchange({ query: encode(query) }));

      expect(event["rawQueryString"]).toBe(encode(query));
      expect(Object.entries(event["queryStringParameters"] ?? {}).sort()).toEqual(
        query.map(([name, values]) => [name, values.join(",")]).sort(),
      );
    });
  });

  test("comes to an event 1.0 decoded, with the last and with all values", async () => {
    await assertFor("1.0", showEvent, queries, async (query, exchange) => {
      const event = eventIn(await exchange({ query: encode(query) }));

      expect(Object.entries(event["queryStringParameters"] ?? {}).sort()).toEqual(
        query.map(([name, values]) => [name, values.at(-1)]).sort(),
      );
      expect(Object.entries(event["multiValueQueryStringParameters"] ?? {}).sort()).toEqual(
        query.map(([name, values]) => [name, values]).sort(),
      );
    });
  });
});

describe("any headers", () => {
  test("come to an event 2.0 in lower case, with their values joined", async () => {
    await assertFor("2.0", showEvent, headerSets, async (headers, exchange) => {
      const event = eventIn(await exchange({ headers: Object.fromEntries(headers) }));

      expect(event["headers"]).toMatchObject(
        Object.fromEntries(headers.map(([name, values]) => [name.toLowerCase(), values.join(",")])),
      );
    });
  });

  test("come to an event 1.0 with the last and with all values", async () => {
    await assertFor("1.0", showEvent, headerSets, async (headers, exchange) => {
      const event = eventIn(await exchange({ headers: Object.fromEntries(headers) }));

      const lowerCased = (field: string) =>
        Object.fromEntries(
          Object.entries(event[field] as object).map(([name, value]) => [
            name.toLowerCase(),
            value as unknown,
          ]),
        );
      for (const [name, values] of headers) {
        expect(lowerCased("headers")[name.toLowerCase()]).toBe(values.at(-1));
        expect(lowerCased("multiValueHeaders")[name.toLowerCase()]).toEqual(values);
      }
    });
  });

  test("of a function reach the client, each value as a line of its own", async () => {
    const multiValueHeaders = (event: unknown) =>
      JSON.parse((event as { body: string }).body) as unknown;
    const handles = (event: unknown) => ({
      statusCode: 200,
      multiValueHeaders: multiValueHeaders(event),
    });
    await assertFor("1.0", handles, headerSets, async (headers, exchange) => {
      const got = await exchange({
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(Object.fromEntries(headers)),
      });

      for (const [name, values] of headers)
        expect(
          got.headers
            .filter(([one]) => one.toLowerCase() === name.toLowerCase())
            .map(([, value]) => value),
        ).toEqual(values);
    });
  });
});

describe.each(["2.0", "1.0"])("any body, by events %s", (format) => {
  const echo = (event: unknown) => {
    const { body, isBase64Encoded } = event as Event;
    return { statusCode: 200, body, isBase64Encoded };
  };

  test("of bytes comes back as it was sent, through base64 both ways", async () => {
    await assertFor(format, echo, fc.uint8Array({ maxLength: 200 }), async (bytes, exchange) => {
      const got = await exchange({
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body_base64: Buffer.from(bytes).toString("base64"),
      });

      expect(got.body.equals(bytes)).toBe(true);
    });
  });

  test("of text comes back as it was sent", async () => {
    await assertFor(format, echo, anyText, async (body, exchange) => {
      const headers = { "Content-Type": "text/plain; charset=utf-8" };

      expect(text(await exchange({ method: "POST", headers, body }))).toBe(body);
    });
  });
});
