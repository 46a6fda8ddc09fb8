import { mediaType } from "../../common/http/http-message";

/** The entry of a media type, whose parameters (`; charset=utf-8`) are ignored. */
export function byMediaType<T>(entries: Readonly<Record<string, T>>, type: string): T | undefined {
  const key = Object.keys(entries).find((candidate) => mediaType(candidate) === type);
  return key === undefined ? undefined : entries[key];
}
