import { functionTarget, urlTarget } from "../../gateway/common/integration/target";
import { servable } from "../../gateway/common/unservable/unservable";
import type { Attributes, ResolvedResource } from "../../terraform";
import type { StageDescription, Throttle } from "./description";
import { hashesOf } from "./hash";

type Readable = (text: string) => string;

/** The resources of a type that belong to an API. */
export type PartsOfApi = (type: string) => ResolvedResource[];

/** The stages of an HTTP or WebSocket API. */
export function describeStages(parts: PartsOfApi, readable: Readable): StageDescription[] {
  return parts("aws_apigatewayv2_stage").map((stage) => describeStage(stage, readable));
}

function describeStage(stage: ResolvedResource, readable: Readable): StageDescription {
  const [whole] = stage.blocks("default_route_settings");
  const single = stage
    .blocks("route_settings")
    .map((block) => [block.string("route_key") ?? "", throttleOf(block)] as const);
  return {
    address: stage.address,
    name: stage.string("name") ?? "",
    throttles: new Map([...(whole ? [["*", throttleOf(whole)] as const] : []), ...single]),
    variables: hashesOf(stage.map("stage_variables"), readable),
  };
}

function throttleOf(settings: Attributes): Throttle {
  return {
    rate: settings.number("throttling_rate_limit"),
    burst: settings.number("throttling_burst_limit"),
  };
}

/** Where a route leads, also by an integration that the runner doesn't support; `-` if that isn't known. */
export function targetOfRoute(parts: PartsOfApi, route: ResolvedResource): string {
  const id = (route.string("target") ?? "").replace(/^integrations\//, "");
  const read = servable(() => {
    const integration = parts("aws_apigatewayv2_integration").find(
      (one) => one.string("id") === id,
    );
    const subtype = integration?.string("integration_subtype");
    const uri = integration?.string("integration_uri") ?? "";
    return subtype ?? (/^https?:/i.test(uri) ? urlTarget(uri) : functionTarget(uri));
  });
  return read.value || "-";
}
