import type { Call } from "../request/call";
import type { HttpResponse } from "../../common/http-message";

/** Answers a request whose method is chosen. @throws GatewayError where API Gateway answers itself */
export type Integrate = (call: Call) => Promise<HttpResponse>;
