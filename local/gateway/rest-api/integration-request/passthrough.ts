import type { PassthroughBehavior } from "../model/rest-api";
import { mediaType } from "../../common/http-message";
import { listed } from "../../common/reasons";
import { GatewayError } from "../call/gateway-error";

export interface Chosen<T> {
  readonly contentType: string;
  readonly text: T;
}

/**
 * The request template of a content type; none where the payload is passed on.
 * @throws GatewayError 415 where the behaviour forbids that
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

/** The response template: by the client's Accept, else for JSON, else the first one. */
export function templateFor<T>(
  templates: Readonly<Record<string, T>>,
  accept: string | undefined,
): Chosen<T> | undefined {
  const accepted = (accept ?? "").split(",").map(mediaType);
  for (const type of [...accepted, "application/json"]) {
    const text = byMediaType(templates, type);
    if (text !== undefined) {
      return { contentType: type, text };
    }
  }
  const [first] = Object.entries(templates);
  return first && { contentType: first[0], text: first[1] };
}

function byMediaType<T>(templates: Readonly<Record<string, T>>, type: string): T | undefined {
  const key = Object.keys(templates).find((candidate) => mediaType(candidate) === type);
  return key === undefined ? undefined : templates[key];
}
