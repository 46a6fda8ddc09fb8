import { textOfReports } from "../../../../local/review/format/text";
import { apiWith, finding, fullReport, report, route } from "../reports";

const plain = { width: 80, colours: false };

test("a report for a terminal of 80 columns has what must be decided first", () => {
  expect(textOfReports([fullReport()], plain)).toMatchInlineSnapshot(`
   "dev
     incomplete · 1 breaking · 1 accepted · 3 routes change · 1 function changes ·
     1 replaced or destroyed

   This report is incomplete
     The plan failed before it was complete.

   Findings
     ! breaking       shop-dev-Web GET /old         route-removed 90ab12cd34ef
         The route was removed. Its requests get 404.
     ~ risky, public  shop-dev-Orders POST /orders  route-made-public 4f1c09be77d2
         Anybody can call it. It needed an API key.
         Accepted until 2027-01-31: the form on the home page posts here
     ~ info           aws_lambda_function.Orders    runtime-ends 0011aabbccdd
         AWS ends its support of nodejs20.x on 2026-04-30.
     To accept a finding, add a line to .review-accept: FINGERPRINT REASON until
     YYYY-MM-DD

   Replaced or destroyed
     - replaced, destroyed first  aws_cloudwatch_log_group.Orders
         Forced by name. Its logs are lost.

   Requests that go elsewhere
     ! shop-dev-Orders  GET /orders/latest  ANY /{proxy+} → shop-dev-Legacy
         GET /orders/{id} → Orders

   Permissions granted
     + Allow  Orders
         dynamodb:PutItem, dynamodb:* on table/pets if aws:SourceArn WILDCARD

   REST API shop-dev-Orders
     ~ POST /orders      Pets    API key → public PUBLIC
         timeout 10 s → 29 s
         body: "item" is required now
     + GET /orders/{id}  Orders  JWT https://login.example.com (orders:read)
     stage v0: throttling 100 → 50 requests per second
     12 routes unchanged

   HTTP API shop-dev-Web
     - GET /old  Web  public

   Functions
     ~ Orders  code (2 files), timeout 10 s → 29 s, environment: + TABLE, ~ API_KEY

   Permissions taken away
     - Allow  apigateway.amazonaws.com
         lambda:InvokeFunction on Web from aws_apigatewayv2_api.Web/*/GET/old

   Quotas
     HTTP API shop-dev-Web has 287 routes; the quota is 300.

   Changed outside Terraform
     ~ aws_lambda_function.Orders  memory_size

   Terraform: 4 to add, 3 to change, 2 to destroy, 1 new deployment
   "
  `);
});

test("no line is longer than the terminal, where words allow it", () => {
  const lines = textOfReports([fullReport()], { width: 60, colours: false }).split("\n");

  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
});

test("a wide terminal has the notes beside the columns", () => {
  const text = textOfReports([fullReport()], { width: 120, colours: false });

  expect(text).toContain("  + Allow  Orders  dynamodb:PutItem, dynamodb:* on table/pets");
});

test("colours are added only where they are wanted, and change nothing else", () => {
  const coloured = textOfReports([fullReport()], { width: 80, colours: true });

  expect(coloured).toContain("\x1b[31mPUBLIC\x1b[0m");
  expect(coloured.replace(/\x1b\[\d+m/g, "")).toBe(textOfReports([fullReport()], plain));
});

test("that nothing changes is one line", () => {
  const text = textOfReports([report(), report({ environment: "prod" })], plain);

  expect(text).toBe("Nothing changes in dev and prod.\n");
});

test("environments that change the same but for names are printed once", () => {
  const text = textOfReports([fullReport("dev"), fullReport("prod")], plain);

  expect(text).toMatch(/^dev; prod the same but for names\n/);
  expect(text).not.toContain("shop-prod");
});

test("environments of which only the numbers of resources differ have a line of them each", () => {
  const dev = fullReport("dev");
  const prod = { ...fullReport("prod"), terraform: { ...dev.terraform, change: 7 } };

  const text = textOfReports([dev, prod], plain);

  expect(text).toMatch(/^dev; prod the same but for names\n/);
  expect(text).toMatch(
    /\nTerraform: .* 3 to change, .* \(dev\)\nTerraform: .* 7 to change, .* \(prod\)\n$/,
  );
});

test("an environment in which only numbers change isn't one in which nothing does", () => {
  const none = report();
  const prod = report({
    environment: "prod",
    terraform: { ...none.terraform, change: 7 },
  });

  expect(textOfReports([none, prod], plain)).toMatch(/^prod\n[^]*\ndev · nothing changes\n$/);
});

test("fingerprints that differ by environment are all printed", () => {
  const findings = [finding()];
  const inProd = [finding({ subject: "shop-prod-Web GET /old", fingerprint: "0123456789ab" })];

  const text = textOfReports(
    [report({ findings }), report({ environment: "prod", findings: inProd })],
    { width: 120, colours: false },
  );

  expect(text).toContain("90ab12cd34ef, 0123456789ab");
});

test("environments in which nothing changes come last", () => {
  const text = textOfReports([report(), report({ environment: "prod", limits: ["x"] })], plain);

  expect(text).toMatch(/^prod\n.*\ndev · nothing changes\n$/s);
});

test("environments that change in different ways are printed one after the other", () => {
  const prod = report({ environment: "prod", limits: ["287 routes of 300"] });

  const text = textOfReports([report({ limits: ["1 route of 300"] }), prod], plain);

  expect(text).toContain("dev\n");
  expect(text).toContain("prod\n");
});

test("control characters of a stack are shown and not sent to the terminal", () => {
  const routes = [route({ route: "GET /\x1b]0;owned\x07", details: ["a\nb\x9b31m\u202e"] })];

  const text = textOfReports([report({ apis: [apiWith(routes)] })], plain);

  expect(text).toContain("GET /\\u001b]0;owned\\u0007");
  expect(text).toContain("a\\u000ab\\u009b31m\\u202e");
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
});
