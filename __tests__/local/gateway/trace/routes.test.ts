import { nearRoutes } from "../../../../local/gateway/trace/routes";

const ROUTES = [
  "GET /pets",
  "GET /pets/{id}",
  "ANY /orders/{id}/items",
  "POST /{proxy+}",
  "$default",
];

test.each([
  ["a slip of the pen", "GET", "/petz", "GET /pets"],
  ["the name before a parameter", "GET", "/pet/a-long-value", "GET /pets/{id}"],
  ["the method", "PUT", "/pets/7", "GET /pets/{id}"],
  ["a path of any method", "DELETE", "/order/7/items", "ANY /orders/{id}/items"],
  ["the method of a greedy route", "GET", "/quite/another/path", "POST /{proxy+}"],
])("the nearest route can differ by %s", (_, method, path, expected) => {
  expect(nearRoutes({ method, path }, ROUTES)[0]).toBe(expected);
});

test("no route is near a request that is like none", () => {
  expect(
    nearRoutes({ method: "GET", path: "/invoices/7" }, ["GET /pets/{id}", "$default"]),
  ).toEqual([]);
});
