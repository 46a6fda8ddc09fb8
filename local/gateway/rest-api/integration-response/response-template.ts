import { mediaType } from "../../common/http/http-message";
import { byMediaType } from "../call/by-media-type";

export interface ResponseTemplate<T> {
  readonly contentType: string;
  readonly template: T;
}

/** Chooses the template by the client's Accept header, else the one for JSON, else the first one. */
export function responseTemplateFor<T>(
  templates: Readonly<Record<string, T>>,
  accept: string | undefined,
): ResponseTemplate<T> | undefined {
  const accepted = (accept ?? "").split(",").map(mediaType);
  for (const contentType of [...accepted, "application/json"]) {
    const template = byMediaType(templates, contentType);
    if (template !== undefined) {
      return { contentType, template };
    }
  }
  const [first] = Object.entries(templates);
  return first && { contentType: first[0], template: first[1] };
}
