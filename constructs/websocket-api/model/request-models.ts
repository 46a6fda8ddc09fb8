import type { Construct } from "constructs";
import { checkKind, objectWith, required } from "../../core/props";
import { refuse } from "../../core/refusal";
import { selectionExpression } from "../selection-expression";
import type { WebSocketModel } from "./websocket-model";

/** The options of a route that say how its messages are validated. */
export interface ValidationOptions {
  /**
   * The models of the route's messages, by what `modelSelectionExpression` yields; `$default` is for
   * every other message. A message that isn't valid, or that no model is for, gets the error `Bad
   * request body`, and the integration isn't invoked.
   * @default messages aren't validated
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
   */
  readonly requestModels?: Readonly<Record<string, WebSocketModel>>;
  /**
   * What of a message selects its model, e.g. `$request.body.type`. Only with `requestModels`.
   * @default "$default": the model `$default` is for every message
   */
  readonly modelSelectionExpression?: string;
}

const MODEL_KIND = required(objectWith("a model, e.g. what addModel() returned", "modelName"));

/** The attributes of a route that validate its messages. @throws if a model isn't one of the API */
export function validationAttributes(
  api: Construct,
  routeKey: string,
  { requestModels, modelSelectionExpression }: ValidationOptions,
): { modelSelectionExpression?: string; requestModels?: Record<string, string> } {
  const what = `modelSelectionExpression of ${routeKey}`;
  if (requestModels === undefined) {
    if (modelSelectionExpression !== undefined) {
      const allowed = "only with requestModels";
      const fix = "Set requestModels, or leave it out.";
      refuse(api, { what, value: modelSelectionExpression, allowed, fix });
    }
    return {};
  }
  checkModels(api, routeKey, requestModels);
  if (modelSelectionExpression === undefined) {
    checkOnlyDefault(api, routeKey, Object.keys(requestModels));
    return {
      modelSelectionExpression: "$default",
      requestModels: namesOf(requestModels),
    };
  }
  return {
    modelSelectionExpression: selectionExpression(api, what, modelSelectionExpression),
    requestModels: namesOf(requestModels),
  };
}

/** References, because a route needs its models to exist. */
function namesOf(models: Readonly<Record<string, WebSocketModel>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(models).map(([key, { resource }]) => [key, resource.name]),
  );
}

function checkModels(
  api: Construct,
  routeKey: string,
  models: Readonly<Record<string, WebSocketModel>>,
): void {
  for (const [key, model] of Object.entries(models)) {
    const what = `requestModels[${JSON.stringify(key)}] of ${routeKey}`;
    checkKind(api, what, model, MODEL_KIND);
    if (model.api !== api) {
      refuse(api, {
        what,
        value: model.node.path,
        allowed: `a model of ${api.node.path}`,
        fix: "Add it to this API by addModel().",
      });
    }
  }
}

function checkOnlyDefault(api: Construct, routeKey: string, keys: readonly string[]): void {
  if (keys.length === 1 && keys[0] === "$default") {
    return;
  }
  refuse(api, {
    what: `keys of requestModels of ${routeKey}`,
    value: keys,
    allowed: "$default alone, without a modelSelectionExpression",
    fix: "Set modelSelectionExpression to what selects the model, e.g. $request.body.type.",
  });
}
