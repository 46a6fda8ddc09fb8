import type { PlainResources } from "../../../lambda/support/plain-stack";
import { shop, websocketApi } from "./builders";
import type { RuleCase } from "./rule-case";

const KEY = { type: "apiKey", name: "x-api-key", in: "header" };
const SCHEMES = { components: { securitySchemes: { key: KEY } } };
const GUARDED = shop({ security: [{ key: [] }] }, SCHEMES);
const OF_SHOP = { api_id: "${aws_api_gateway_rest_api.Shop.id}", stage: "v1" };
const OF_CHAT = { api_id: "${aws_apigatewayv2_api.Chat.id}", stage: "v1" };
const REMOVED =
  "The stage v1 doesn't accept aws_api_gateway_api_key.Acme any more: requests with this key get 403.";

interface Keyed {
  readonly api?: PlainResources;
  readonly plan?: PlainResources[string];
  readonly key?: PlainResources[string];
  /** Name of the key's resource. */
  readonly name?: string;
}

const keyed = ({ api = GUARDED, plan, key, name = "Acme" }: Keyed = {}): PlainResources => ({
  ...api,
  [`aws_api_gateway_api_key.${name}`]: { name: "acme", ...key },
  "aws_api_gateway_usage_plan.p": { name: "p", api_stages: OF_SHOP, ...plan },
  "aws_api_gateway_usage_plan_key.Acme": {
    key_id: `\${aws_api_gateway_api_key.${name}.id}`,
    usage_plan_id: "${aws_api_gateway_usage_plan.p.id}",
    key_type: "API_KEY",
  },
});
const removed = (before: PlainResources, after: PlainResources): RuleCase => ({
  rule: "api-key-removed",
  before,
  after,
  text: REMOVED,
});
const VALUE = "a-value-of-at-least-20-characters";

export const apiKeyCases: readonly RuleCase[] = [
  // An API whose methods need no key accepts requests without one.
  { ...removed(keyed(), GUARDED), allowed: [keyed({ api: shop() }), shop()] },
  {
    ...removed(keyed(), keyed({ plan: { api_stages: { ...OF_SHOP, stage: "v2" } } })),
    allowed: [keyed(), keyed({ plan: { api_stages: [{ ...OF_SHOP, stage: "v2" }, OF_SHOP] } })],
  },
  removed(keyed(), keyed({ key: { enabled: false } })),
  removed(keyed({ api: websocketApi(true), plan: { api_stages: OF_CHAT } }), websocketApi(true)),
  {
    ...removed(keyed({ key: { value: VALUE } }), keyed({ key: { value: `${VALUE}-2` } })),
    text: "The stage v1 accepts aws_api_gateway_api_key.Acme with its new value only: requests with the old one get 403.",
    allowed: [keyed({ key: { value: VALUE } }), keyed({ key: { value: VALUE }, name: "Renamed" })],
  },
];
