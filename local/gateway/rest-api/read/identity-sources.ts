import { refuse } from "../../common/unservable/refuse";
import type { IdentitySource } from "../model/authorization";

const SOURCE = /^(?:method\.request\.(header|querystring)|(stageVariables|context))\.([\w.$-]+)$/;

/**
 * Parses identity sources, separated by commas: `method.request.header.Authorization`,
 * `stageVariables.tenant`, `context.identity.sourceIp`.
 * @throws UnservableError
 */
export function identitySources(address: string, text: string): IdentitySource[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [, request, other, name] = SOURCE.exec(part) ?? [];
      if (name === undefined) {
        const rule =
          "Use method.request.header.NAME, method.request.querystring.NAME, stageVariables.NAME or context.NAME, separated by commas.";
        return refuse(address, "identity_source", text, rule);
      }
      return { location: (request ?? other) as IdentitySource["location"], name };
    });
}

/** @throws UnservableError unless it is one header */
export function headerSource(address: string, text: string): IdentitySource {
  const [source, ...others] = identitySources(address, text);
  if (source?.location !== "header" || others.length > 0) {
    return refuse(address, "identity_source", text, "Use one header: method.request.header.NAME.");
  }
  return source;
}
