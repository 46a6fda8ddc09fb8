import { Apigatewayv2Model } from "@cdktf/provider-aws/lib/apigatewayv2-model";
import { Construct } from "constructs";
import { checkLength, checkPattern } from "../../core/checks";
import { isKnown } from "../../core/known";
import { escaped } from "../../core/literal";
import type { Kinds } from "../../core/props";
import { checkKind, checkProps, object, required, string } from "../../core/props";
import { refuse } from "../../core/refusal";
import { schemaError } from "./draft4";

/** Props of a model. */
export interface WebSocketModelProps {
  /**
   * JSON schema, draft 4, up to 32,768 characters as JSON.
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
   */
  readonly schema: Readonly<Record<string, unknown>>;
  /**
   * Up to 128 characters.
   * @default none
   */
  readonly description?: string;
}

const KINDS: Kinds<WebSocketModelProps> = { schema: required(object), description: string };

const MAX_LENGTH = 32_768;

/**
 * The schema of messages. Made by `WebSocketApi.addModel`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
 */
export class WebSocketModel extends Construct {
  /** The underlying Terraform resource. */
  readonly resource: Apigatewayv2Model;

  /** @throws if API Gateway would refuse the name or the schema */
  constructor(
    /** The API that has the model. */
    readonly api: Construct & { readonly apiId: string },
    id: string,
    readonly modelName: string,
    props: WebSocketModelProps,
  ) {
    super(api, id);
    const named = (prop: string) => `${prop} of the model ${modelName}`;
    checkProps(this, props, KINDS, named);
    checkLength(this, named("description"), props.description, { max: 128 });
    checkSchema(this, named("schema"), props.schema);
    this.resource = new Apigatewayv2Model(this, "Resource", {
      apiId: api.apiId,
      name: modelName,
      contentType: "application/json",
      description: escaped(props.description),
      schema: escaped(JSON.stringify(props.schema)),
    });
  }
}

/** @throws if API Gateway would refuse the name, which construct ids contain */
export function checkModelName(api: Construct, name: string): void {
  checkKind(api, "name of the model", name, required(string));
  const allowed = "1 to 128 letters and digits, known at synth";
  const fix = "Rename the model.";
  if (!isKnown(name)) {
    refuse(api, { what: "name of the model", value: name, allowed, fix });
  }
  checkPattern(api, "name of the model", name, { pattern: /^[A-Za-z0-9]{1,128}$/, allowed, fix });
}

function checkSchema(scope: Construct, what: string, schema: WebSocketModelProps["schema"]): void {
  const error = schemaError(schema);
  if (error !== undefined) {
    refuse(scope, {
      what: `${error.path} in the ${what}`,
      value: error.problem,
      allowed: "what JSON Schema draft 4 allows",
      fix: "Correct it: API Gateway takes no other draft.",
    });
  }
  const { length } = JSON.stringify(schema);
  if (length > MAX_LENGTH) {
    const allowed = `up to ${MAX_LENGTH} characters of JSON`;
    refuse(scope, { what, value: length, allowed, fix: "Validate less, or in the function." });
  }
}
