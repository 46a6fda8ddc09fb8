import { mediaType } from "../../common/http/http-message";
import { listed } from "../../common/log/reasons";
import { byMediaType } from "../call/by-media-type";
import { GatewayError } from "../call/gateway-error";

export const PASSTHROUGH_BEHAVIORS = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] as const;

export type PassthroughBehavior = (typeof PASSTHROUGH_BEHAVIORS)[number];

/**
 * The request template for a content type; undefined where the payload is passed through.
 * @throws GatewayError 415 where the behavior doesn't allow that
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export function requestTemplateFor<T>(
  templates: Readonly<Record<string, T>>,
  contentType: string | undefined,
  behavior: PassthroughBehavior,
): T | undefined {
  const type = mediaType(contentType ?? "application/json") || "application/json";
  const template = byMediaType(templates, type);
  if (template !== undefined) {
    return template;
  }
  const isRefused =
    behavior === "NEVER" || (behavior === "WHEN_NO_TEMPLATES" && Object.keys(templates).length > 0);
  if (isRefused) {
    throw new GatewayError("UNSUPPORTED_MEDIA_TYPE", noTemplate(type, behavior, templates));
  }
  return undefined;
}

function noTemplate(
  type: string,
  behavior: PassthroughBehavior,
  templates: Readonly<Record<string, unknown>>,
): string {
  const types = listed(Object.keys(templates)) || "none";
  return `no request template for ${type}, and passthrough_behavior is ${behavior}; there are: ${types}`;
}
