import type { Finding, Report, RouteChange } from "../../../local/review/report";

const NO_COUNTS = { add: 0, change: 0, destroy: 0, forget: 0, import: 0, move: 0, deployments: 0 };

/** A report in which nothing changes, but what is given. */
export function report(parts: Partial<Report> = {}): Report {
  return {
    environment: "dev",
    source: "syntheses",
    incomplete: [],
    apis: [],
    findings: [],
    movedRequests: [],
    permissions: [],
    functions: [],
    losses: [],
    limits: [],
    drift: [],
    terraform: NO_COUNTS,
    ...parts,
  };
}

export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: "route-removed",
    severity: "breaking",
    kind: "breaking",
    subject: "shop-dev-Web GET /old",
    text: "The route was removed. Its requests get 404.",
    fingerprint: "90ab12cd34ef",
    ...parts,
  };
}

export function route(parts: Partial<RouteChange> = {}): RouteChange {
  return {
    route: "GET /pets",
    change: "changed",
    target: { before: "Pets", after: "Pets" },
    access: { before: "public", after: "public" },
    isPublicNow: false,
    details: [],
    ...parts,
  };
}

/** An HTTP API of which these routes change. */
export function apiWith(routes: readonly RouteChange[]): Report["apis"][number] {
  return {
    address: "aws_apigatewayv2_api.Web",
    kind: "HTTP API",
    name: "shop-dev-Web",
    change: "changed",
    routes,
    unchangedRoutes: 0,
    settings: [],
  };
}

/** A change of every kind. */
export function fullReport(environment = "dev"): Report {
  const legacy = { route: "ANY /{proxy+}", target: `shop-${environment}-Legacy` };
  return {
    environment,
    source: "plan",
    incomplete: ["The plan failed before it was complete."],
    apis: [
      {
        address: "aws_api_gateway_rest_api.Orders",
        kind: "REST API",
        name: `shop-${environment}-Orders`,
        change: "changed",
        routes: [
          route({
            route: "POST /orders",
            access: { before: "API key", after: "public" },
            isPublicNow: true,
            details: ["timeout 10 s → 29 s", 'body: "item" is required now'],
          }),
          route({
            route: "GET /orders/{id}",
            change: "added",
            target: { after: "Orders" },
            access: { after: "JWT https://login.example.com (orders:read)" },
          }),
        ],
        unchangedRoutes: 12,
        settings: ["stage v0: throttling 100 → 50 requests per second"],
      },
      {
        ...apiWith([
          route({
            route: "GET /old",
            change: "removed",
            target: { before: "Web" },
            access: { before: "public" },
          }),
        ]),
        name: `shop-${environment}-Web`,
      },
    ],
    findings: [
      finding({ subject: `shop-${environment}-Web GET /old` }),
      finding({
        rule: "route-made-public",
        severity: "risky",
        kind: "public",
        subject: `shop-${environment}-Orders POST /orders`,
        text: "Anybody can call it. It needed an API key.",
        fingerprint: "4f1c09be77d2",
        accepted: { reason: "the form on the home page posts here", until: "2027-01-31" },
      }),
      finding({
        rule: "runtime-ends",
        severity: "info",
        kind: undefined,
        subject: "aws_lambda_function.Orders",
        text: "AWS ends its support of nodejs20.x on 2026-04-30.",
        fingerprint: "0011aabbccdd",
      }),
    ],
    movedRequests: [
      {
        api: `shop-${environment}-Orders`,
        example: "GET /orders/latest",
        before: legacy,
        after: { route: "GET /orders/{id}", target: "Orders" },
      },
    ],
    permissions: [
      {
        change: "widened",
        who: "Orders",
        effect: "Allow",
        actions: ["dynamodb:PutItem", "dynamodb:*"],
        resources: ["table/pets"],
        conditions: ["aws:SourceArn"],
        isWildcard: true,
      },
      {
        change: "narrowed",
        who: "apigateway.amazonaws.com",
        effect: "Allow",
        actions: ["lambda:InvokeFunction"],
        resources: ["Web"],
        source: "aws_apigatewayv2_api.Web/*/GET/old",
        conditions: [],
        isWildcard: false,
      },
    ],
    functions: [
      {
        name: "Orders",
        address: "aws_lambda_function.Orders",
        change: "changed",
        details: ["code (2 files)", "timeout 10 s → 29 s", "environment: + TABLE, ~ API_KEY"],
      },
    ],
    losses: [
      {
        address: "aws_cloudwatch_log_group.Orders",
        action: "replaced, destroyed first",
        because: ["name"],
        consequence: "Its logs are lost.",
      },
    ],
    limits: [`HTTP API shop-${environment}-Web has 287 routes; the quota is 300.`],
    drift: [{ address: "aws_lambda_function.Orders", attributes: ["memory_size"] }],
    terraform: { ...NO_COUNTS, add: 4, change: 3, destroy: 2, deployments: 1 },
    planHash: (environment === "dev" ? "d" : "e").repeat(64),
  };
}
