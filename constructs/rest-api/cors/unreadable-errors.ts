import { Aspects } from "cdktf";
import type { Construct } from "constructs";
import { warn } from "../../core/warning";
import type { GatewayResponses } from "../gateway-responses";
import type { PathItem } from "../resource";
import type { ApiCors } from "./api-cors";

const HEADER = "Access-Control-Allow-Origin";

/** An API, as far as its errors depend on it. */
export interface CorsApi {
  readonly paths: () => readonly (readonly [string, PathItem])[];
  readonly gatewayResponses: GatewayResponses;
  readonly cors: ApiCors;
}

/**
 * Warns at synth of an API whose own OPTIONS methods allow origins, but whose errors don't: browsers
 * then report a failure of CORS instead of the error. `addCorsPreflight` puts the headers on errors.
 */
export function warnOfUnreadableErrors(
  api: Construct,
  { paths, gatewayResponses, cors }: CorsApi,
): void {
  Aspects.of(api).add({
    visit: (node) => {
      if (node !== api || cors.hasPreflights || !paths().some(allowsOrigin)) {
        return;
      }
      const types = gatewayResponses.typesWithout(HEADER);
      if (types.length > 0) {
        warn(
          api,
          `OPTIONS allows origins, but the gateway responses ${types.join(", ")} have no ${HEADER}, ` +
            "so scripts can't read these errors. Use addCorsPreflight(), or add the header to them.",
        );
      }
    },
  });
}

function allowsOrigin([, { options }]: readonly [string, PathItem]): boolean {
  const responses = Object.values(options?.["x-amazon-apigateway-integration"].responses ?? {});
  const key = `method.response.header.${HEADER}`.toLowerCase();
  return responses.some(({ responseParameters = {} }) =>
    Object.keys(responseParameters).some((name) => name.toLowerCase() === key),
  );
}
