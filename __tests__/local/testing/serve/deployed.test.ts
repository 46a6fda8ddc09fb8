import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LocalApi } from "../../../../local/testing";
import { replay, serve } from "../../../../local/testing";
import { writeFileIn } from "../../../support/write-file";
import { shop } from "../support/shop";

const folder = mkdtempSync(path.join(tmpdir(), "deployed-test-"));

/** A runner in the place of AWS: deployed APIs are URLs. */
let aws: LocalApi;
beforeAll(async () => {
  aws = await serve(shop(), {
    functions: { Pets: ({ rawPath }) => rawPath, Orders: () => "" },
    upstreams: { "https://weather.example": () => new Response("rain") },
  });
});

/** An outputs file as `cdktf deploy --outputs-file` writes it. */
function outputs(): string {
  const urls = { Shop_url: `${aws.url({ api: "Shop" })}/`, Admin_url: aws.url({ api: "Admin" }) };
  const text = JSON.stringify({ dev: { ...urls, environment: "dev" } });
  return writeFileIn(folder, "outputs.json", text);
}

test("with a URL, requests go there and nothing is known of their way", async () => {
  const api = await serve("no/such/stack", { deployed: aws.url({ api: "Shop" }) });

  const response = await api.fetch("GET /pets/7");

  expect(await response.text()).toBe("/pets/7");
  expect([api.isLocal, response.event, response.trace, response.logs]).toEqual([
    false,
    undefined,
    undefined,
    undefined,
  ]);
});

test("with an outputs file, the option api names the output", async () => {
  const api = await serve(shop(), { deployed: outputs() });

  const ofShop = await api.fetch("GET /weather/today", { api: "Shop" });
  const ofAdmin = await api.fetch("POST /weather", { api: "Admin_url" });

  expect([await ofShop.text(), await ofAdmin.text()]).toEqual(["rain", "rain"]);
  expect(api.url({ api: "Shop" })).toBe(aws.url({ api: "Shop" }));
});

test("the same recording is replayed against both", async () => {
  const record = path.join(folder, "case.json");
  const recorded = await serve(shop(), { deployed: outputs(), record });
  await recorded.fetch("GET /pets/7", { api: "Shop" });
  await recorded.close();

  const deployed = await serve(shop(), { deployed: outputs() });

  await expect(replay(record, deployed)).resolves.toBeUndefined();
  await expect(replay(record, aws)).resolves.toBeUndefined();
});

test("an undefined value for deployed serves the stack", async () => {
  const deployed = undefined as string | undefined;

  const api = await serve(shop(), { functions: { Pets: () => "local" }, deployed });

  expect(await (await api.fetch("GET /pets/7", { api: "Shop" })).text()).toBe("local");
});

test.each([
  [
    "stubs",
    () => serve(shop(), { deployed: "https://x.example", functions: { Pets: () => 1 } }),
    "serve(): functions can't be used with deployed (https://x.example)",
  ],
  [
    "a file without URLs",
    () => serve(shop(), { deployed: writeFileIn(folder, "empty.json", "{}") }),
    'empty.json contains no URL; allowed for "deployed" are a URL, and a file that',
  ],
  [
    "an API that no output is of",
    async () => (await serve(shop(), { deployed: outputs() })).fetch("GET /", { api: "cats" }),
    'no one output is of "cats"; pass the option api, one of: Shop_url, Admin_url',
  ],
  [
    "a stage",
    async () => (await serve(shop(), { deployed: outputs() })).url({ api: "Shop", stage: "v1" }),
    'stage is "v1", but a deployed URL contains its stage; leave it out',
  ],
])("refuses %s", async (_what, act, message) => {
  await expect(act()).rejects.toThrow(message);
});
