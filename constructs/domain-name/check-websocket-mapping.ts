import type { Construct } from "constructs";
import type { IStage } from "../api-gateway";
import { checkPattern } from "../core/checks";
import { refuse } from "../core/refusal";
import type { ApiMappingOptions } from "./domain-name-props";

/** The domain name of a mapping. */
export interface MappedDomain {
  /** The stage that was mapped first. */
  readonly first: IStage;
  /** Whether clients need certificates. */
  readonly isMutual: boolean;
}

/**
 * Refuses what AWS refuses of WebSocket APIs: a domain name for other APIs too, base paths of several
 * levels, and client certificates.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-mappings.html
 */
export function checkWebSocketMapping(
  domain: Construct,
  stage: IStage,
  { basePath }: ApiMappingOptions,
  { first, isMutual }: MappedDomain,
): void {
  const isWebSocket = stage.apiType === "WEBSOCKET";
  const what = "stage of an API mapping";
  if (isWebSocket !== (first.apiType === "WEBSOCKET")) {
    refuse(domain, {
      what,
      value: `${stage.stageName} of ${NAMES[stage.apiType]}`,
      allowed: `stages as of the first mapping, of ${NAMES[first.apiType]}: a domain name is for WebSocket APIs or for the others`,
      fix: "Create another domain name for it.",
    });
  }
  if (!isWebSocket) {
    return;
  }
  if (isMutual) {
    refuse(domain, {
      what,
      value: `${stage.stageName} of a WebSocket API`,
      allowed: "stages of HTTP and REST APIs, because the domain name has mtls",
      fix: "Use a domain name without mtls, and an authorizer on $connect.",
    });
  }
  checkPattern(domain, "basePath", basePath, {
    pattern: /^[^/]+$/,
    allowed: "one level, for a WebSocket API",
    fix: "Remove the slash.",
  });
}

const NAMES = { HTTP: "an HTTP API", REST: "a REST API", WEBSOCKET: "a WebSocket API" } as const;
