import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { Construct } from "constructs";
import { checkLength } from "../../core/checks";
import { isKnown } from "../../core/known";
import { escaped } from "../../core/literal";
import { physicalName } from "../../core/physical-name";
import type { Kinds } from "../../core/props";
import { boolean, checkConstructProps, string } from "../../core/props";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";

/** Props of `ApiKey`. */
export interface ApiKeyProps {
  /**
   * Up to 1,024 characters; keys may share a name.
   * @default app, environment and construct path
   */
  readonly apiKeyName?: string;
  /**
   * Up to 1,024 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Whether the key admits requests.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * What clients send, 20 to 128 characters. A text causes a warning, because the synthesised file then
   * contains the secret; a Terraform variable doesn't. Terraform's state contains the value in any case.
   * @default API Gateway makes one up
   */
  readonly value?: string;
}

const KINDS: Kinds<ApiKeyProps> = {
  apiKeyName: string,
  description: string,
  enabled: boolean,
  value: string,
};

/**
 * A key that clients send in the header `x-api-key`. It admits them to methods with `apiKeyRequired`,
 * once a usage plan has the key. A key identifies a client for its limits, and doesn't replace an
 * authorizer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class ApiKey extends Construct {
  /** The underlying key. `resource.value` is what clients send. */
  readonly resource: ApiGatewayApiKey;
  /** Identifier, which isn't secret. */
  readonly keyId: string;

  /** @throws if AWS would refuse a prop */
  constructor(scope: Construct, id: string, props: ApiKeyProps = {}) {
    super(scope, id);
    checkConstructProps(this, ApiKey, props, KINDS);
    checkLength(this, "apiKeyName", props.apiKeyName, { min: 1, max: 1024 });
    checkLength(this, "description", props.description, { max: 1024 });
    checkValue(this, props.value);
    this.resource = new ApiGatewayApiKey(this, "Resource", {
      name: props.apiKeyName ?? physicalName(this, 1024),
      // The provider's own default is "Managed by Terraform".
      description: escaped(props.description ?? ""),
      enabled: props.enabled ?? true,
      value: props.value,
    });
    this.keyId = this.resource.id;
  }
}

/** The value stays out of the messages, which end up in logs. */
function checkValue(scope: Construct, value: string | undefined): void {
  if (value === undefined || !isKnown(value)) {
    return;
  }
  if (value.length < 20 || value.length > 128) {
    refuse(scope, {
      what: "value",
      value: `(hidden: ${value.length} characters)`,
      allowed: "20 to 128 characters",
      fix: "Leave it out: API Gateway makes up a value.",
    });
  }
  warn(
    scope,
    "the value of the API key is part of the synthesised Terraform, which would show the secret " +
      "in plain text. Leave it out, or pass a Terraform variable that is sensitive.",
  );
}
