import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { readEach } from "../../common/unservable/read-all";
import { oneOf, refuseUnserved } from "../../common/unservable/refuse";
import type { ApiKeySource } from "../../common/usage-plans/api-key-source";
import type { JsonObject } from "../import";
import { JsonReader } from "../../common/open-api/json-reader";
import { resourcesOfApi } from "./resources-of-api";

/**
 * Refuses what defines a whole API on AWS and isn't served here.
 * @throws UnservableError
 */
export function refuseGuarded(stack: ResolvedStack, api: ResolvedResource): void {
  const beside = ["aws_api_gateway_rest_api_put"];
  readEach([api, ...beside.flatMap(resourcesOfApi(stack, api))], refuseUnserved);
}

/**
 * Where API keys come from. The attribute of the API prevails over its document.
 * @throws UnservableError
 */
export function keySourceOf(api: ResolvedResource, document: JsonObject | undefined): ApiKeySource {
  const imported = document && JsonReader.of(document).text("x-amazon-apigateway-api-key-source");
  const source = api.string("api_key_source") ?? imported ?? "HEADER";
  return oneOf(api.address, "api_key_source", source, ["HEADER", "AUTHORIZER"]);
}
