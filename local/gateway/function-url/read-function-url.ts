import type { ResolvedResource } from "../../terraform/resolved-stack";
import { oneOf, refuse } from "../common/unservable/refuse";
import { functionTarget } from "../common/integration/target";
import type { FunctionUrl, UrlCors } from "./function-url";

/** @throws UnservableError for what AWS refuses */
export function readFunctionUrl(url: ResolvedResource): FunctionUrl {
  const { address } = url;
  const functionArn = url.string("function_arn") ?? "";
  const qualifier = url.string("qualifier") ?? "";
  if (/^(?:\d+|\$LATEST)$/.test(qualifier)) {
    refuse(address, "qualifier", qualifier, "Use an alias, or omit it: versions have no URL.");
  }
  const authorizationType = url.string("authorization_type") ?? "";
  const invokeMode = url.string("invoke_mode") ?? "BUFFERED";
  return {
    address,
    name: functionTarget(functionArn),
    functionArn,
    urlId: url.string("url_id") ?? "",
    region: functionArn.split(":")[3] ?? "",
    authorizationType: oneOf(address, "authorization_type", authorizationType, ["NONE", "AWS_IAM"]),
    invokeMode: oneOf(address, "invoke_mode", invokeMode, ["BUFFERED", "RESPONSE_STREAM"]),
    cors: readCors(url),
  };
}

function readCors(url: ResolvedResource): UrlCors | undefined {
  const [cors] = url.blocks("cors");
  return (
    cors && {
      allowCredentials: cors.boolean("allow_credentials") ?? false,
      allowHeaders: cors.strings("allow_headers"),
      allowMethods: cors.strings("allow_methods"),
      allowOrigins: cors.strings("allow_origins"),
      exposeHeaders: cors.strings("expose_headers"),
      maxAge: cors.number("max_age"),
    }
  );
}
