import type { Construct } from "constructs";
import { refuse } from "../core/refusal";
import type {
  GatewayResponseObject,
  GatewayResponseProps,
  GatewayResponseType,
} from "./gateway-response";
import { gatewayResponse } from "./gateway-response";

const DEFAULTS = ["DEFAULT_4XX", "DEFAULT_5XX"];

/** The responses that API Gateway itself generates, as far as the API customizes them. */
export class GatewayResponses {
  private readonly added = new Map<string, GatewayResponseObject>();

  constructor(private readonly api: Construct) {}

  /** @throws if the type is unknown or already customized */
  add(type: GatewayResponseType, props: GatewayResponseProps): void {
    if (this.added.has(type)) {
      const allowed = "one gateway response of each type";
      const fix = "Remove one of the two.";
      refuse(this.api, { what: "type of the gateway response", value: type, allowed, fix });
    }
    this.added.set(type, gatewayResponse(this.api, type, props));
  }

  /**
   * The gateway responses of the API's document, by type.
   * @param headers - of all of them, unless they set the header themselves; a type that isn't
   * customized has those of `DEFAULT_4XX` or `DEFAULT_5XX`
   */
  withHeaders(headers: Readonly<Record<string, string>>): Record<string, GatewayResponseObject> {
    const defaults = Object.keys(headers).length > 0 ? DEFAULTS : [];
    const types = [...new Set([...this.added.keys(), ...defaults])];
    return Object.fromEntries(
      types.map((type) => [type, withHeaders(this.added.get(type), headers)]),
    );
  }

  /** The types, of the customized ones and the defaults, whose responses lack a header. */
  typesWithout(header: string): string[] {
    const key = `gatewayresponse.header.${header}`.toLowerCase();
    return [...new Set([...DEFAULTS, ...this.added.keys()])].filter(
      (type) => !namesOf(this.added.get(type)).includes(key),
    );
  }
}

function withHeaders(
  response: GatewayResponseObject = {},
  headers: Readonly<Record<string, string>>,
): GatewayResponseObject {
  const own = namesOf(response);
  const missing = Object.entries(headers).filter(([name]) => !own.includes(name.toLowerCase()));
  if (missing.length === 0) {
    return response;
  }
  const responseParameters = { ...response.responseParameters, ...Object.fromEntries(missing) };
  return { ...response, responseParameters };
}

function namesOf(response: GatewayResponseObject = {}): string[] {
  return Object.keys(response.responseParameters ?? {}).map((name) => name.toLowerCase());
}
