import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LocalApi } from "../../../../local/testing";
import { replay, serve, type Stub } from "../../../../local/testing";
import { writeFileIn } from "../../../support/write-file";
import { shop } from "../support/shop";

const folder = mkdtempSync(path.join(tmpdir(), "replay-test-"));
const Pets: Stub = ({ pathParameters }) => ({
  statusCode: 200,
  headers: { "content-type": "application/json", "set-cookie": "session=secret" },
  body: JSON.stringify({ id: pathParameters.id }),
});
const Orders: Stub = ({ headers, body, isBase64Encoded }) => ({
  statusCode: headers.authorization === "Bearer secret" ? 201 : 401,
  body: isBase64Encoded ? "bytes" : body,
});
const functions = { Pets, Orders };

/** Records a request of each kind of body. */
async function recorded(name: string): Promise<string> {
  const record = path.join(folder, name);
  await using api = await serve(shop(), { functions, record });
  const order = { api: "Shop", headers: { Authorization: "Bearer secret" } };
  await api.fetch("GET /pets/7", { api: "Shop", query: { tag: "a" } });
  await api.fetch("POST /orders", { ...order, body: { pet: 7 } });
  await api.fetch("POST /orders", { ...order, body: Buffer.from([255, 0]) });
  return record;
}

const SECRET = { headers: { authorization: "Bearer secret" } };

test("a recording is a readable file without credentials and what differs each time", async () => {
  const file = await recorded("readable.json");

  const text = readFileSync(file, "utf8");

  expect(text).not.toContain("secret");
  expect(JSON.parse(text)).toEqual([
    {
      request: { route: "GET /pets/7", api: "Shop", query: { tag: "a" } },
      response: {
        status: 200,
        headers: { "content-type": "application/json", "set-cookie": "***" },
        json: { id: "7" },
      },
    },
    {
      request: {
        route: "POST /orders",
        api: "Shop",
        headers: { Authorization: "***" },
        json: { pet: 7 },
      },
      response: {
        status: 201,
        headers: { "content-type": "text/plain; charset=utf-8" },
        text: '{"pet":7}',
      },
    },
    {
      request: {
        route: "POST /orders",
        api: "Shop",
        headers: { Authorization: "***" },
        base64: "/wA=",
      },
      response: {
        status: 201,
        headers: { "content-type": "text/plain; charset=utf-8" },
        text: "bytes",
      },
    },
  ]);
});

describe("replay()", () => {
  let api: LocalApi;
  beforeAll(async () => {
    const other: Stub = (event, context) => ({ ...(Orders(event, context) as object), body: "" });
    api = await serve(shop(), { functions: { Pets, Orders: other } });
  });

  test("passes where the responses are the same", async () => {
    const file = await recorded("same.json");
    await using same = await serve(shop(), { functions });

    await expect(replay(file, same, SECRET)).resolves.toBeUndefined();
  });

  test("lists every difference, with the case and both values", async () => {
    const file = await recorded("different.json");

    await expect(replay(file, api, SECRET)).rejects.toThrow(
      "2 differences from the recording:\n" +
        `${file}[1]: POST /orders: text is '', not '{"pet":7}'\n` +
        `${file}[2]: POST /orders: text is '', not 'bytes'`,
    );
  });

  test("doesn't compare what was deleted from a response in the file", async () => {
    const cases = JSON.parse(readFileSync(await recorded("edited.json"), "utf8")) as object[];
    const edited = cases.map((one) => ({ ...one, response: { status: 201 } }));
    const file = writeFileIn(folder, "edited.json", JSON.stringify(edited.slice(1)));

    await expect(replay(file, api, SECRET)).resolves.toBeUndefined();
  });

  test("asks for the value of a masked header", async () => {
    const file = await recorded("masked.json");

    await expect(replay(file, api)).rejects.toThrow(
      `${file}[1]: POST /orders: the header Authorization is masked; pass its value: ` +
        "replay(file, api, { headers: { … } })",
    );
  });

  test("refuses a file that isn't a list of cases", async () => {
    const file = path.join(folder, "object.json");
    writeFileSync(file, "{}");

    await expect(replay(file, api)).rejects.toThrow(
      `${file} is not a file of cases: it contains no list`,
    );
  });
});
