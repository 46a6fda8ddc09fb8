import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { coverageWarnings, readStages, stageWarnings } from "../../common/api-v2/stages";
import { throttleWarnings } from "../../common/api-v2/throttles";
import { readAll, readEach } from "../../common/unservable/read-all";
import { refuse, refuseUnserved } from "../../common/unservable/refuse";
import type { WebSocketApi } from "../model/web-socket-api";
import { MESSAGE_VARIABLES, parseSelectionExpression } from "../model/selection-expression";
import { apiKeySource, readApiKeys } from "./api-keys";
import { readRoutes } from "./routes";

/** @throws UnservableError when the API as a whole can't be served as on AWS */
export function readWebSocketApi(stack: ResolvedStack, api: ResolvedResource): WebSocketApi {
  const id = api.string("id") ?? "";
  const resourcesOfApi = (type: string) =>
    stack.ofType(type).filter((resource) => resource.string("api_id") === id);
  const [routes, stages, routeSelection, keySource] = readAll(
    () => readRoutes(resourcesOfApi),
    () => readStages(api, resourcesOfApi),
    () =>
      parseSelectionExpression(
        api.address,
        "route_selection_expression",
        api.string("route_selection_expression") ?? "",
        MESSAGE_VARIABLES,
      ),
    () => apiKeySource(api),
    () => refuseUnserved(api),
    () => refuseHttpApiSettings(api),
  );
  const stageResources = resourcesOfApi("aws_apigatewayv2_stage");
  return {
    address: api.address,
    name: api.string("name") ?? "",
    id,
    executionArn: api.string("execution_arn") ?? "",
    isEndpointDisabled: api.boolean("disable_execute_api_endpoint") ?? false,
    routeSelection,
    routes,
    stages,
    apiKeys: readApiKeys(stack, id, keySource, stages),
    warnings: [
      ...stageWarnings(api, stageResources, "403 Forbidden"),
      ...throttleWarnings(stageResources),
      ...coverageWarnings(resourcesOfApi),
    ],
  };
}

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html */
function refuseHttpApiSettings(api: ResolvedResource): void {
  readEach(["body", "credentials_arn", "route_key", "target"], (name) => {
    const value = api.string(name);
    if (value !== undefined) {
      refuse(api.address, name, value, "API Gateway supports it only for HTTP APIs.");
    }
  });
}
