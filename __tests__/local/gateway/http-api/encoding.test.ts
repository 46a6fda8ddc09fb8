import fc from "fast-check";
import { anyText } from "../../support/any-text";
import { text } from "../support/response";
import {
  assertOfAny,
  echoBody,
  encodeQuery,
  eventIn,
  giveHeaders,
  headerSets,
  linesOf,
  queries,
  showEvent,
  type Exchange,
} from "../support/exchanges";
import { FakeLambda } from "../support/fake-lambda";
import { gatewayOf } from "./support/http-api";

/** Asserts of any value what the function makes of its request, format by format. */
function assertFor<T>(
  payload_format_version: string,
  handles: (event: unknown) => unknown,
  values: fc.Arbitrary<T>,
  check: (value: T, exchange: Exchange) => Promise<void>,
): Promise<void> {
  const lambda = new FakeLambda({ handles });
  const gateway = gatewayOf({ integration: { payload_format_version }, lambda });
  return assertOfAny(gateway, "", values, check);
}

describe("an event", () => {
  test("of format 2.0 has any query as sent, and decoded with joined values", async () => {
    await assertFor("2.0", showEvent, queries, async (query, exchange) => {
      const event = eventIn(await exchange({ query: encodeQuery(query) }));

      expect(event["rawQueryString"]).toBe(encodeQuery(query));
      expect(Object.entries(event["queryStringParameters"] ?? {}).sort()).toEqual(
        query.map(([name, values]) => [name, values.join(",")]).sort(),
      );
    });
  });

  test("of format 1.0 has the last value and all values of any query, decoded", async () => {
    await assertFor("1.0", showEvent, queries, async (query, exchange) => {
      const event = eventIn(await exchange({ query: encodeQuery(query) }));

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
  test("reach an event 2.0 in lower case, with joined values", async () => {
    await assertFor("2.0", showEvent, headerSets, async (headers, exchange) => {
      const event = eventIn(await exchange({ headers: Object.fromEntries(headers) }));

      expect(event["headers"]).toMatchObject(
        Object.fromEntries(headers.map(([name, values]) => [name.toLowerCase(), values.join(",")])),
      );
    });
  });

  test("reach an event 1.0 with the last value and all values", async () => {
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

  test("from a function reach the client, one line per value", async () => {
    await assertFor("1.0", giveHeaders, headerSets, async (headers, exchange) => {
      const got = await exchange({
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(Object.fromEntries(headers)),
      });

      for (const [name, values] of headers) {
        expect(linesOf(got, name)).toEqual(values);
      }
    });
  });
});

describe.each(["2.0", "1.0"])("any body, in format %s", (format) => {
  test("of bytes makes the round trip through Base64 unchanged", async () => {
    await assertFor(
      format,
      echoBody,
      fc.uint8Array({ maxLength: 200 }),
      async (bytes, exchange) => {
        const got = await exchange({
          method: "POST",
          headers: { "Content-Type": "application/octet-stream" },
          body_base64: Buffer.from(bytes).toString("base64"),
        });

        expect(got.body.equals(bytes)).toBe(true);
      },
    );
  });

  test("of text makes the round trip unchanged", async () => {
    await assertFor(format, echoBody, anyText, async (body, exchange) => {
      const headers = { "Content-Type": "text/plain; charset=utf-8" };

      expect(text(await exchange({ method: "POST", headers, body }))).toBe(body);
    });
  });
});
