import { httpApi } from "../sides";
import { web, shop, withParameter, mapped, custom400, HEADERS, WITH_HEADER } from "./builders";
import type { RuleCase } from "./rule-case";

export const responseCases: readonly RuleCase[] = [
  {
    rule: "response-status-removed",
    before: mapped({ responses: custom400 }),
    after: mapped({}),
    text: "It doesn't respond with the status code 400 any more.",
  },
  {
    rule: "response-header-removed",
    before: mapped(WITH_HEADER, HEADERS),
    after: mapped({}, HEADERS),
    text: "The response 200 doesn't have the header X-Total any more.",
  },
  {
    rule: "payload-format-changed",
    before: web(),
    after: web({ integration: { payload_format_version: "1.0" } }),
    text: "The function gets events of payload format 1.0 instead of 2.0.",
    allowed: [web(), web({ integration: { timeout_milliseconds: 1000 } })],
  },
  {
    rule: "integration-type-changed",
    before: shop(),
    after: mapped({}),
    text: "The integration's type is AWS instead of AWS_PROXY.",
    allowed: [shop(), withParameter(true)],
  },
  {
    rule: "target-changed",
    before: web(),
    after: web({ to: "Dogs" }),
    text: "Its requests go to another target.",
    allowed: [web(), httpApi({ "GET /pets": {}, "GET /dogs": { to: "Dogs" } })],
  },
  {
    rule: "timeout-lowered",
    before: web({ integration: { timeout_milliseconds: 10000 } }),
    after: web({ integration: { timeout_milliseconds: 5000 } }),
    text: "The integration's timeout is 5 s; it was 10 s.",
  },
  {
    rule: "template-changed",
    before: mapped({ requestTemplates: { "application/json": "{}" } }),
    after: mapped({ requestTemplates: { "application/json": '{"a":1}' } }),
    text: "The template of the request application/json changed.",
    allowed: [
      mapped({ requestTemplates: { "application/json": "{}" } }),
      mapped({ requestTemplates: { "application/json": "{}" }, timeoutInMillis: 5000 }),
    ],
  },
  {
    rule: "selection-pattern-changed",
    before: mapped({}),
    after: mapped({ responses: custom400 }),
    text: '"400.*" selects the response 400 now.',
    allowed: [mapped({}), mapped({ timeoutInMillis: 5000 })],
  },
  {
    rule: "mapping-changed",
    before: mapped({}),
    after: mapped({ passthroughBehavior: "never" }),
    text: "The integration's passthrough behavior changed.",
    allowed: [mapped({}), mapped({ timeoutInMillis: 5000 })],
  },
];
