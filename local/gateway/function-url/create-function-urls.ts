import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { servable } from "../common/unservable/unservable";
import { unservableApi } from "../common/unservable/unservable-api";
import type { ApiGateway } from "../gateway";
import type { GatewayServices } from "../services";
import { FunctionUrlGateway } from "./function-url-gateway";
import { readFunctionUrl } from "./read-function-url";

/** Creates a gateway for each function URL; one that can't be read responds 501 to everything. */
export function createFunctionUrls(
  urls: readonly ResolvedResource[],
  _stack: ResolvedStack,
  services: GatewayServices,
): ApiGateway[] {
  return urls.map((url) => {
    const read = servable(() => readFunctionUrl(url));
    return read.unservable === undefined
      ? new FunctionUrlGateway(read.value, services)
      : unservableApi(url, read.unservable, services.log);
  });
}
