import { Testing } from "cdktf";
import type { LocalApi } from "../../local/testing";
import { serve } from "../../local/testing";
import "../../local/testing/jest";
import { SystemsStack } from "../../main";
import { TestIssuer } from "../local/jwt/support/test-issuer";

const issuer = new TestIssuer("https://accounts.google.com");
let api: LocalApi;
beforeAll(async () => {
  api = await serve(new SystemsStack(Testing.app(), "dev"), {
    upstreams: { [issuer.url]: ({ url }) => Response.json(issuer.documents()[url]) },
  });
});

/** Sends a request with a token of a user, or without one. */
async function send(route: string, user?: string, body?: object | string) {
  const headers = user === undefined ? {} : await authorization({ sub: user });
  return api.fetch(route, { api: "notes", headers, ...(body && { body }) });
}

/** The header with a token of the issuer. */
async function authorization(claims: object) {
  return { authorization: `Bearer ${await issuer.sign({ aud: "web-api-dev", ...claims })}` };
}

test("the health check needs no token", async () => {
  const response = await send("GET /health");

  expect(response).toHaveStatus(200);
  expect(await response.json()).toEqual({ status: "ok" });
});

test.each(["POST /notes", "GET /notes/1", "PUT /notes/1", "DELETE /notes/1"])(
  "%s without a token gets 401, and its handler isn't invoked",
  async (route) => {
    const response = await send(route);

    expect(response).toHaveStatus(401);
    expect(() => response.event).toThrow("no function got an event");
  },
);

test("a token for another audience gets 401", async () => {
  const headers = await authorization({ aud: "web-api-prod" });

  const response = await api.fetch("GET /notes/1", { api: "notes", headers });

  expect(response).toHaveStatus(401);
});

test("a new note gets an id, by which it is read", async () => {
  const created = await send("POST /notes", "ana", { text: "Buy milk" });
  const { id } = (await created.json()) as { id: string };
  const read = await send(`GET /notes/${id}`, "ana");

  expect(created).toHaveStatus(201);
  expect(created.headers.get("location")).toBe(`/notes/${id}`);
  expect(read).toHaveStatus(200);
  expect(await read.json()).toEqual({
    id,
    text: "Buy milk",
    updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
  });
});

test("a note is replaced and deleted, and then not found", async () => {
  await send("PUT /notes/list", "ana", { text: "Buy milk" });
  const replaced = await send("PUT /notes/list", "ana", { text: "Buy bread" });
  const read = await send("GET /notes/list", "ana");
  const deleted = await send("DELETE /notes/list", "ana");
  const gone = await send("GET /notes/list", "ana");

  expect(replaced).toHaveStatus(200);
  expect(await read.json()).toMatchObject({ id: "list", text: "Buy bread" });
  expect(deleted).toHaveStatus(204);
  expect(gone).toHaveStatus(404);
  expect(await gone.json()).toEqual({ message: "Not Found" });
});

test("nobody reads, replaces or deletes the notes of another user", async () => {
  await send("PUT /notes/diary", "ana", { text: "Ana's" });

  const read = await send("GET /notes/diary", "bob");
  await send("PUT /notes/diary", "bob", { text: "Bob's" });
  await send("DELETE /notes/diary", "bob");

  expect(read).toHaveStatus(404);
  expect(await (await send("GET /notes/diary", "ana")).json()).toMatchObject({ text: "Ana's" });
});

test("a body that curl -d sends is read too", async () => {
  const contentType = { "content-type": "application/x-www-form-urlencoded" };
  const headers = { ...(await authorization({ sub: "ana" })), ...contentType };

  const response = await api.fetch("PUT /notes/curl", {
    api: "notes",
    headers,
    body: '{"text":"Grüße"}',
  });

  expect(response.event.isBase64Encoded).toBe(true);
  expect(await response.json()).toMatchObject({ text: "Grüße" });
});

test.each([
  ["no JSON", "no JSON"],
  ["null", "null"],
  ["a list", "[]"],
  ["a number as the text", { text: 7 }],
  ["a text of 10,001 characters", { text: "x".repeat(10_001) }],
])("%s as the body gets 400 with an example", async (_what, body) => {
  const response = await send("POST /notes", "ana", body);

  expect(response).toHaveStatus(400);
  expect(await response.json()).toEqual({
    message: 'Send JSON like { "text": "Buy milk" }, with up to 10000 characters of text.',
  });
});

test.each(["a%2Fb", "x".repeat(65), "%E2%82%AC"])(
  "the id %s, which no note can have, gets 400",
  async (id) => {
    const response = await send(`PUT /notes/${id}`, "ana", { text: "Buy milk" });

    expect(response).toHaveStatus(400);
  },
);

test("a token without a subject gets 403", async () => {
  const headers = await authorization({ sub: undefined });

  const response = await api.fetch("GET /notes/1", { api: "notes", headers });

  expect(response).toHaveStatus(403);
});

test("a web page of the allowed origin may send tokens, and others may not", async () => {
  const preflight = (origin: string) =>
    api.fetch("OPTIONS /notes/1", {
      api: "notes",
      headers: {
        origin,
        "access-control-request-method": "PUT",
        "access-control-request-headers": "authorization",
      },
    });

  const allowed = await preflight("http://localhost:5173");
  const other = await preflight("https://evil.example");

  expect(allowed.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
  expect(allowed.headers.get("access-control-allow-headers")).toBe("authorization,content-type");
  expect(other.headers.get("access-control-allow-origin")).toBeNull();
});
