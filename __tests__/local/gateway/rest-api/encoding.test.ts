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
import { gatewayOf, proxy } from "./support/serve";

const paths = {
  "/": { "x-amazon-apigateway-any-method": proxy() },
  "/a/{id}/{rest+}": { get: proxy() },
};

/** Asserts of any value what the function behind a proxy integration makes of its request. */
function assertFor<T>(
  handles: (event: unknown) => unknown,
  values: fc.Arbitrary<T>,
  check: (value: T, exchange: Exchange) => Promise<void>,
): Promise<void> {
  const api = { binary_media_types: ["image/*"] };
  const gateway = gatewayOf({ paths, api, lambda: new FakeLambda({ handles }) });
  return assertOfAny(gateway, "/dev", values, check);
}

/** What a field of the event holds for no values at all is null. */
const entriesOf = (field: unknown) => (field === null ? [] : Object.entries(field as object));

test("the event has any query decoded, with the last value and with all values", async () => {
  await assertFor(showEvent, queries, async (query, exchange) => {
    const event = eventIn(await exchange({ query: encodeQuery(query) }));

    expect(entriesOf(event["queryStringParameters"]).sort()).toEqual(
      query.map(([name, values]) => [name, values.at(-1)]).sort(),
    );
    expect(entriesOf(event["multiValueQueryStringParameters"]).sort()).toEqual(
      query.map(([name, values]) => [name, values]).sort(),
    );
  });
});

test("the event has any path and its parameters as they were sent", async () => {
  const segment = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9._~!$&'()*+,;=:@-]{1,8}$/),
    anyText.filter(Boolean).map(encodeURIComponent),
  );
  const segments = fc.tuple(segment, fc.array(segment, { minLength: 1, maxLength: 4 }));

  await assertFor(showEvent, segments, async ([id, rest], exchange) => {
    const path = `/a/${id}/${rest.join("/")}`;
    const event = eventIn(await exchange({ path }));

    expect(event).toMatchObject({
      path,
      pathParameters: { id, rest: rest.join("/") },
      requestContext: { path: `/dev${path}` },
    });
  });
});

test("any headers come to the event under their own names, with the last and with all values", async () => {
  await assertFor(showEvent, headerSets, async (headers, exchange) => {
    const event = eventIn(await exchange({ headers: Object.fromEntries(headers) }));

    expect(event["headers"]).toMatchObject(
      Object.fromEntries(headers.map(([name, values]) => [name, values.at(-1)])),
    );
    expect(event["multiValueHeaders"]).toMatchObject(Object.fromEntries(headers));
  });
});

test("any headers of a function reach the client, each value as a line of its own", async () => {
  await assertFor(giveHeaders, headerSets, async (headers, exchange) => {
    const got = await exchange({
      method: "POST",
      body: JSON.stringify(Object.fromEntries(headers)),
    });

    for (const [name, values] of headers) {
      expect(linesOf(got, name)).toEqual(values);
    }
  });
});

describe("any body", () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  const posted = (body: Uint8Array, type: string, accept: string) => ({
    method: "POST",
    headers: { "Content-Type": type, Accept: accept },
    body_base64: Buffer.from(body).toString("base64"),
  });

  test("of a binary media type comes back unchanged, through base64 both ways", async () => {
    await assertFor(echoBody, bytes, async (body, exchange) => {
      const got = await exchange(posted(body, "image/png", "image/webp,*/*"));

      expect(got.body.equals(body)).toBe(true);
    });
  });

  test("of a binary media type comes back as base64 to a client that accepts no binary", async () => {
    await assertFor(echoBody, bytes, async (body, exchange) => {
      const got = await exchange(posted(body, "image/png", "text/html,image/png"));

      expect(text(got)).toBe(Buffer.from(body).toString("base64"));
    });
  });

  test("of another type comes back as UTF-8, whatever its bytes", async () => {
    await assertFor(echoBody, bytes, async (body, exchange) => {
      const got = await exchange(posted(body, "text/plain", "image/png"));

      expect(text(got)).toBe(Buffer.from(body).toString("utf8"));
    });
  });
});
