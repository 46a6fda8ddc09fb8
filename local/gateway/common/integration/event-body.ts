import { headerValue, mediaType, type HttpRequest } from "../http/http-message";

const TEXT_TYPE = /^(text\/.*|application\/(json|xml|javascript))$/;

export interface EventBody {
  readonly text: string;
  readonly isBase64: boolean;
}

/** The body in an event: plain text for text types, otherwise Base64. */
export function eventBody({ body, headers }: HttpRequest): EventBody | undefined {
  if (body.length === 0) {
    return undefined;
  }
  return TEXT_TYPE.test(mediaType(headerValue(headers, "content-type") ?? ""))
    ? { text: body.toString("utf8"), isBase64: false }
    : { text: body.toString("base64"), isBase64: true };
}
