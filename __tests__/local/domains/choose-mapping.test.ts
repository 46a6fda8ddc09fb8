import { chooseMapping } from "../../../local/domains/choose-mapping";

const mapping = (key: string) => ({ address: key, key, apiId: "api1", stage: "v1" });

test.each([
  ["/orders/v1/items/7", "orders/v1/items"],
  ["/orders/v1", "orders/v1"],
  ["/orders/v1x", "orders"],
  ["/orders", "orders"],
  ["/ordersx", ""],
  ["/Orders", ""],
  ["/", ""],
])("%s goes to the mapping with most segments: '%s'", (path, key) => {
  const mappings = ["orders", "", "orders/v1/items", "orders/v1"].map(mapping);

  expect(chooseMapping(mappings, path)?.key).toBe(key);
});

test("a path outside every key has no mapping", () => {
  expect(chooseMapping([mapping("orders")], "/pets")).toBeUndefined();
});
