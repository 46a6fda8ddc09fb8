import { httpApi, proxied, restApi } from "../sides";
import { web, guarded, jwt, custom, cognito, shop } from "./builders";
import type { RuleCase } from "./rule-case";

export const accessCases: readonly RuleCase[] = [
  {
    rule: "public-route-added",
    before: web(),
    after: httpApi({ "GET /pets": {}, "POST /pets": {} }),
    text: "The new route is public: anybody can call it.",
  },
  {
    rule: "route-made-public",
    before: guarded({}, jwt("https://a", [])),
    after: web(),
    text: "Anybody can call it now.",
  },
  {
    rule: "access-weakened",
    before: guarded({ authorization_scopes: ["write"] }, jwt("https://a", [])),
    after: guarded({ authorization_scopes: ["read", "write"] }, jwt("https://a", [])),
    text: "Tokens with the scope read are accepted now.",
  },
  {
    rule: "authorization-added",
    before: web(),
    after: web({ route: { authorization_type: "AWS_IAM" } }),
    text: "Requests need an authorization now: IAM.",
  },
  {
    rule: "authorization-changed",
    before: web({ route: { authorization_type: "AWS_IAM" } }),
    after: guarded({}, jwt("https://a", [])),
    text: "Requests need another authorization: JWT instead of IAM.",
    allowed: [web(), guarded({}, jwt("https://a", []))],
  },
  {
    rule: "api-key-required",
    before: shop(),
    after: shop(
      { security: [{ key: [] }] },
      {
        components: {
          securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } },
        },
      },
    ),
    text: "Requests need an API key now.",
  },
  {
    rule: "guard-added",
    before: shop(),
    after: restApi({ "/pets": { post: proxied("Pets") } }, { api: { policy: "{}" } }),
    text: "Requests must pass a resource policy now.",
  },
  {
    rule: "issuer-changed",
    before: guarded({}, jwt("https://a", [])),
    after: guarded({}, jwt("https://b", [])),
    text: "Tokens of another issuer are needed.",
    allowed: [guarded({}, jwt("https://a", [])), guarded({}, jwt("https://a", ["x"]))],
  },
  {
    rule: "audience-removed",
    before: guarded({}, jwt("https://a", ["shop", "admin"])),
    after: guarded({}, jwt("https://a", ["shop"])),
    text: "Tokens for the audience admin are rejected.",
  },
  {
    rule: "scope-required",
    before: guarded({}, jwt("https://a", [])),
    after: guarded({ authorization_scopes: ["read", "write"] }, jwt("https://a", [])),
    text: "Tokens need a scope now: read or write.",
  },
  {
    rule: "user-pool-removed",
    before: cognito("eu-west-1_a", "eu-west-1_b"),
    after: cognito("eu-west-1_a"),
    text: "Tokens of the user pool eu-west-1_b are rejected.",
  },
  {
    rule: "identity-source-added",
    before: custom("Check", []),
    after: custom("Check", ["$request.header.X-Tenant"]),
    text: "Requests need $request.header.X-Tenant now: without it, they get 401.",
  },
  {
    rule: "authorizer-function-changed",
    before: custom("Check", []),
    after: custom("Other", []),
    text: "Another function authorizes the requests.",
    allowed: [custom("Check", []), custom("Check", ["$request.header.X-Tenant"])],
  },
];
