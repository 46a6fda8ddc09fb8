import type { ContentHandling } from "./content-handling";
import { mediaType } from "../../common/http-message";

/** Whether a media type is one of the binary ones. Only the subtype may be a wildcard, or both parts. */
export function isBinary(contentType: string, binaryMediaTypes: readonly string[]): boolean {
  if (binaryMediaTypes.length === 0) {
    return false;
  }
  const type = mediaType(contentType);
  return binaryMediaTypes.some((binary) => covers(binary.toLowerCase(), type));
}

function covers(binary: string, type: string): boolean {
  if (binary === "*/*") {
    return true;
  }
  if (binary.startsWith("*/")) {
    return false;
  }
  return binary.endsWith("/*") ? type.startsWith(binary.slice(0, -1)) : type === binary;
}

/** Whether the client accepts binary: only the first type of its Accept header counts. */
export function acceptsBinary(
  accept: string | undefined,
  binaryMediaTypes: readonly string[],
): boolean {
  return isBinary((accept ?? "").split(",", 1)[0] ?? "", binaryMediaTypes);
}

/** A payload can't be converted as configured. */
export class ConversionError extends Error {}

const CHARACTERS = /^[A-Za-z0-9+/]*(={0,2})$/;

/** Not a repeated group, which would exhaust V8's stack on megabytes. */
function isBase64(text: string): boolean {
  const padding = CHARACTERS.exec(text)?.[1];
  if (padding === undefined) {
    return false;
  }
  return padding === "" ? text.length % 4 !== 1 : text.length % 4 === 0;
}

/** @throws ConversionError when the text is not valid base64 */
export function decodeBase64(text: string): Buffer {
  const compact = text.replace(/[\r\n]/g, "");
  if (!isBase64(compact)) {
    throw new ConversionError("the payload is not valid base64");
  }
  return Buffer.from(compact, "base64");
}

/**
 * Converts a request payload on its way to a custom integration.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 * @throws ConversionError
 */
export function convertRequest(
  body: Buffer,
  isBinaryType: boolean,
  handling: ContentHandling | undefined,
): Buffer | string {
  if (isBinaryType) {
    return handling === "CONVERT_TO_TEXT" ? body.toString("base64") : body;
  }
  return handling === "CONVERT_TO_BINARY"
    ? decodeBase64(body.toString("utf8"))
    : body.toString("utf8");
}

/** What the conversion of an integration's response body depends on. */
export interface ResponseConversion {
  readonly handling: ContentHandling | undefined;
  readonly isPayloadBinary: boolean;
  readonly acceptsBinary: boolean;
}

/** @throws ConversionError */
export function convertResponse(body: Buffer, conversion: ResponseConversion): Buffer | string {
  const { handling, isPayloadBinary } = conversion;
  if (isPayloadBinary) {
    const asText = handling === "CONVERT_TO_TEXT" || (!handling && !conversion.acceptsBinary);
    return asText ? body.toString("base64") : body;
  }
  const asBinary = handling === "CONVERT_TO_BINARY" || (!handling && conversion.acceptsBinary);
  return asBinary ? decodeBase64(body.toString("utf8")) : body.toString("utf8");
}
