import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/refuse";
import { requestChanges, responseChanges, type Change } from "../parameter-mapping/mapping";

interface Base {
  readonly requestChanges: readonly Change[];
  /** By the status code of the integration's response. */
  readonly responseChanges: ReadonlyMap<number, readonly Change[]>;
  readonly timeoutMilliseconds: number;
}

/** What a route calls. The uri can hold `${stageVariables.NAME}`. */
export type HttpIntegration =
  | (Base & {
      readonly kind: "lambda";
      readonly address: string;
      readonly uri: string;
      /** The role by which API Gateway invokes the function. */
      readonly credentials: string | undefined;
      readonly payloadFormat: "1.0" | "2.0";
    })
  | (Base & { readonly kind: "http"; readonly uri: string; readonly method: string });

const MAX_TIMEOUT = 30_000;
const LAMBDA_URI =
  /^arn:[\w-]+:(?:lambda:.+:function:.+|apigateway:.+\/functions\/.+\/invocations)$/;

/** @throws Error that names the address of what can't be served as AWS would */
export function readIntegration(integration: ResolvedResource): HttpIntegration {
  const { address } = integration;
  refuseUnserved(integration);
  const base = {
    uri: integration.string("integration_uri") ?? "",
    requestChanges: requestChanges(address, integration.map("request_parameters")),
    responseChanges: readResponseChanges(integration),
    timeoutMilliseconds: integration.number("timeout_milliseconds") ?? MAX_TIMEOUT,
  };
  const type = integration.string("integration_type") ?? "";
  if (type === "HTTP_PROXY") {
    if (!/^(?:https?:\/\/|\$\{stageVariables\.)/.test(base.uri)) {
      refuse(address, "integration_uri", base.uri, "Use an http:// or https:// URL.");
    }
    return { kind: "http", method: integration.string("integration_method") ?? "ANY", ...base };
  }
  if (type !== "AWS_PROXY") {
    refuse(address, "integration_type", type, "Use AWS_PROXY or HTTP_PROXY.");
  }
  if (!LAMBDA_URI.test(base.uri)) {
    refuse(address, "integration_uri", base.uri, "Use a function's invoke_arn or arn.");
  }
  return {
    kind: "lambda",
    address,
    credentials: integration.string("credentials_arn"),
    payloadFormat: payloadFormat(integration),
    ...base,
  };
}

function payloadFormat(integration: ResolvedResource): "1.0" | "2.0" {
  const version = integration.string("payload_format_version") ?? "1.0";
  if (version !== "1.0" && version !== "2.0") {
    refuse(integration.address, "payload_format_version", version, "Use 1.0 or 2.0.");
  }
  return version;
}

function readResponseChanges(integration: ResolvedResource): Map<number, readonly Change[]> {
  const { address } = integration;
  return new Map(
    integration.blocks("response_parameters").map((block) => {
      const status = block.string("status_code") ?? "";
      if (!/^[2-5]\d\d$/.test(status)) {
        refuse(`${address}.response_parameters`, "status_code", status, "Use 200 to 599.");
      }
      return [Number(status), responseChanges(address, block.map("mappings"))] as const;
    }),
  );
}
