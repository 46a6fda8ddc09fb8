import { routesTable } from "../../../../local/cli/serve/routes-table";

test("the routes are listed by path, the methods of each in their order, and $default last", () => {
  const keys = ["GET /orders/{id}", " $default", "POST /orders", "GET /orders", "GET /a"];
  const routes = keys.map((key) => {
    const [method = "", path = ""] = key.split(" ");
    return { method, path, target: "fn", access: "public", isServed: true };
  });
  const api = { name: "Shop", address: "aws_apigatewayv2_api.shop", url: "", isServed: true };

  const listed = routesTable([{ ...api, routes }]).matchAll(/^ {2}(\S*) +(\S+) +fn/gm);

  expect([...listed].map(([, method, path]) => `${method} ${path}`)).toEqual([
    "GET /a",
    "POST /orders",
    "GET /orders",
    "GET /orders/{id}",
    " $default",
  ]);
});
