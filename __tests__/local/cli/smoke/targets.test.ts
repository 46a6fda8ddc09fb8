import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findTargets } from "../../../../local/cli/smoke/targets";
import { writeFileIn } from "../../../support/write-file";

const folder = mkdtempSync(path.join(os.tmpdir(), "targets-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (content: unknown) => writeFileIn(folder, "urls.json", JSON.stringify(content));

const shop = {
  output: "shop_url",
  address: 'module.api["eu"].aws_apigatewayv2_stage.shop_*',
  checks: [],
};
const SHOP_URL = { kind: "url", url: "https://shop.example" };

test.each<[what: string, content: object]>([
  ["outputs of cdktf deploy", { dev: { shop_url: "https://shop.example/", name: "shop" } }],
  [
    "outputs of terraform output -json",
    { shop_url: { sensitive: false, type: "string", value: "https://shop.example/" } },
  ],
  [
    "the endpoints of the runner",
    {
      'module.api["eu"].aws_apigatewayv2_stage.shop_AB12': "https://shop.example",
      "aws_apigatewayv2_stage.shop_AB12": "https://another.example",
    },
  ],
])("the URL of an API is found in %s", (_, content) => {
  expect(findTargets([fileWith(content)], { shop }).get("shop")).toEqual(SHOP_URL);
});

test("a URL on the command line comes before those in files", () => {
  const file = fileWith({ shop_url: "https://another.example" });

  const targets = findTargets([file, "shop=https://shop.example/"], { shop });

  expect(targets.get("shop")).toEqual(SHOP_URL);
});

test("an API that a file should contain, but doesn't, is not found", () => {
  const file = fileWith({ shp_url: "https://shop.example" });

  expect(findTargets([file], { shop }).get("shop")).toEqual({
    kind: "not found",
    reason: `${file} has no URL for the output "shop_url" or the endpoint ${shop.address}; available: shp_url`,
  });
});

test("an API that no file can contain is not given", () => {
  const targets = findTargets([fileWith({})], { shop: { checks: [] } });

  expect(targets.get("shop")).toEqual({ kind: "not given" });
});

test("an output that several stacks have with different URLs is refused", () => {
  const file = fileWith({
    a: { shop_url: "https://a.example" },
    b: { shop_url: "https://b.example" },
  });

  expect(() => findTargets([file], { shop })).toThrow(
    "has several URLs for one API: shop_url (https://a.example), shop_url (https://b.example). Pass API=URL.",
  );
});

test("a file that is not JSON is refused", () => {
  const file = writeFileIn(folder, "urls.txt", "shop");

  expect(() => findTargets([file], { shop })).toThrow(
    'is not valid JSON. Pass a JSON file that "cdktf deploy --outputs-file", ',
  );
});
