import type { HttpResponse } from "../../common/http/http-message";
import type { Call } from "../call/call";

/**
 * Sends a call to an integration.
 * @param uri URI of the integration, its stage variables filled in
 */
export type Send = (call: Call, uri: string) => Promise<HttpResponse>;
