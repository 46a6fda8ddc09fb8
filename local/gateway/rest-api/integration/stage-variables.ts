import type { Call } from "../request/call";
import { own } from "../mapping/parameter-sources";
import { configurationError } from "../response/gateway-error";

/** A uri, its `${stageVariables.NAME}` filled in. @throws GatewayError 500 where one isn't set */
export function fillStageVariables(uri: string, call: Call): string {
  if (!uri.includes("${stageVariables.")) return uri;
  return uri.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => {
    const value = own(call.stageVariables, name);
    if (value === undefined) throw configurationError();
    return value;
  });
}
