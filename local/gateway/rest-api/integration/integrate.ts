import type { Call } from "../request/call";
import type { HttpResponse } from "../request/http-message";

/** Answers a request whose method is chosen. @throws GatewayError where API Gateway answers itself */
export type Integrate = (call: Call) => Promise<HttpResponse>;
