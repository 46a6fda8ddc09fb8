import { readStack, resolveStack } from "../../../local/terraform";
import {
  findNamed,
  namedResources,
  similarName,
  type NamedResource,
} from "../../../local/testing/named-resources";
import { stackFolder } from "../terraform/support";

const PETS = {
  address: "aws_lambda_function.Shop_Pets_5C3FBB1A",
  name: "shop-dev-pets",
  path: "Shop/Pets",
};
const ORDERS = {
  address: "aws_lambda_function.Shop_Orders_11C0A9E5",
  name: "shop-dev-orders",
  path: "Shop/Orders",
};
const ALL: readonly NamedResource[] = [
  PETS,
  ORDERS,
  { address: "aws_lambda_function.orders", name: undefined, path: undefined },
  { address: "aws_lambda_function.Admin_Orders_2B0F2CA1", name: "admin", path: "Admin/Orders" },
  { address: "module.cats.aws_lambda_function.this[0]", name: undefined, path: undefined },
  { address: 'module.shop["eu.west"].aws_lambda_function.that', name: "that-eu", path: undefined },
];

test.each([
  ["Pets", PETS],
  ["Shop/Pets", PETS],
  ["shop-dev-pets", PETS],
  ["Shop_Pets_5C3FBB1A", PETS],
  ["aws_lambda_function.Shop_Pets_5C3FBB1A", PETS],
  ["Shop/Orders", ORDERS],
  ["Admin", ALL[3]],
  ["orders", ALL[2]],
  ["module.cats", ALL[4]],
  ["this[0]", ALL[4]],
  ['module.shop["eu.west"].aws_lambda_function.that', ALL[5]],
  ["that", ALL[5]],
])("a function is found by %s", (name, expected) => {
  expect(findNamed("function", name, ALL)).toBe(expected);
});

test("a construct id that leads to several functions is refused with their paths", () => {
  const find = () => findNamed("function", "Orders", ALL);

  expect(find).toThrow('2 functions are meant by "Orders": Shop/Orders, Admin/Orders');
});

test("an unknown name is refused with the names there are", () => {
  expect(() => findNamed("function", "Cats", ALL)).toThrow(
    'no function is named "Cats"; there are: Shop/Pets, Shop/Orders, aws_lambda_function.orders, ' +
      "Admin/Orders",
  );
  expect(() => findNamed("API", "Cats", [])).toThrow('no API is named "Cats"; the stack has none');
});

test.each([
  ["Pet", "Pets"],
  ["Shop/Petz", "Shop/Pets"],
  ["shop-dev-order", "shop-dev-orders"],
])("%s is refused with the name %s, which is like it", (name, like) => {
  expect(() => findNamed("function", name, ALL)).toThrow(`; did you mean "${like}"?`);
});

test("a name that leads to several isn't suggested", () => {
  const both = [PETS, { address: "b.b", name: undefined, path: "Admin/Pets" }];

  expect(similarName("Pet", both)).not.toBe("Pets");
});

test("a resource of a module doesn't have the path of its namesake in the stack", () => {
  const metadata = { path: "stack/Pets/Resource" };
  const root = {
    resource: { aws_lambda_function: { this: { "//": { metadata } } } },
    module: { m: { source: "./m" } },
  };
  const inner = { resource: { aws_lambda_function: { this: {} } } };
  const folder = stackFolder(JSON.stringify(root), { "m/main.tf.json": JSON.stringify(inner) });
  const raw = readStack(folder);
  const stack = resolveStack(raw, { apiUrl: () => "", environment: {} });

  const found = namedResources(stack, { aws_lambda_function: "function_name" });

  expect(found.map(({ address, path }) => [address, path])).toEqual([
    ["aws_lambda_function.this", "Pets"],
    ["module.m.aws_lambda_function.this", undefined],
  ]);
});
