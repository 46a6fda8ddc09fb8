import type { Call } from "../call";
import { requestContext } from "../request-context";
import { stageVariables } from "../stage-variables";

/** The event of `$disconnect`. AWS sends these four headers, three of them empty. */
export function disconnectEvent(call: Call): object {
  const { domainName } = call.connection;
  return {
    headers: { Host: domainName, "x-api-key": "", "X-Forwarded-For": "", "x-restapi": "" },
    multiValueHeaders: {
      Host: [domainName],
      "x-api-key": [""],
      "X-Forwarded-For": [""],
      "x-restapi": [""],
    },
    stageVariables: stageVariables(call.stage),
    requestContext: requestContext(call),
    isBase64Encoded: false,
  };
}
