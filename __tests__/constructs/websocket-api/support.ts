import { Testing } from "cdktf";
import type { WebSocketApiProps } from "../../../constructs";
import { lambda, WebSocketApi, WebSocketLambdaIntegration } from "../../../constructs";
import type { EnvironmentStack } from "../../../constructs/environment";
import type { Synthesised } from "../lambda/support";
import { environment, INLINE, synth } from "../lambda/support";

/** A stack with a WebSocket API, a function, and an integration with it. */
export interface Fixture {
  readonly stack: EnvironmentStack;
  readonly api: WebSocketApi;
  readonly fn: lambda.Function;
  readonly integration: WebSocketLambdaIntegration;
}

export function fixture(props: Partial<WebSocketApiProps> = {}): Fixture {
  const stack = environment();
  const fn = new lambda.Function(stack, "Chat", INLINE);
  const integration = new WebSocketLambdaIntegration(fn);
  const api = new WebSocketApi(stack, "WebSocketApi", {
    stageName: "v1",
    connectRouteOptions: { integration },
    ...props,
  });
  return { stack, api, fn, integration };
}

/** The stack that `build` makes, synthesised. */
export function synthApi(
  build: (fixture: Fixture) => void,
  props?: Partial<WebSocketApiProps>,
): Synthesised {
  const made = fixture(props);
  build(made);
  return synth(made.stack);
}

/** Synthesises with the validations of constructs, which throw. */
export function validate({ stack }: Fixture): void {
  Testing.synth(stack, true);
}

/** The route of a key, and the other resources of a type. */
export function routeOf(json: Synthesised, routeKey: string): Record<string, unknown> {
  const found = Object.values(json.resource.aws_apigatewayv2_route ?? {}).find(
    (route) => route.route_key === routeKey,
  );
  if (found === undefined) {
    throw new Error(`no route ${routeKey}`);
  }
  return found;
}
