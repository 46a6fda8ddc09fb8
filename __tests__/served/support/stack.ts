import { Testing } from "cdktf";
import { EnvironmentStack, lambda } from "../../../constructs";

export function environment(): EnvironmentStack {
  return new EnvironmentStack(Testing.app(), "dev", { app: "shop", region: "eu-west-1" });
}

const OK = "exports.handler = async () => ({ statusCode: 200 });";

/** A function of Node.js. @param code without it, the function responds with 200 */
export function nodeFunction(stack: EnvironmentStack, id: string, code = OK): lambda.Function {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromInline(code),
  });
}

/** The event of a function behind a guarded route. */
export interface GuardedEvent {
  readonly requestContext: {
    readonly authorizer: Readonly<Record<string, unknown>>;
    readonly identity: Readonly<Record<string, string | null>>;
  };
}
