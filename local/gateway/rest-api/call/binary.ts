import type { ContentHandling } from "../../common/mapping/content-handling";
import { decodeBase64 } from "../../common/mapping/base64";
import { mediaType } from "../../common/http/http-message";

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
