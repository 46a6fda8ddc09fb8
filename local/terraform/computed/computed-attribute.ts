import type { Attributes, Value } from "../resolved-stack";
import { apiGateway } from "./api-gateway";
import { archiveFile } from "./archive-file";
import { cognito } from "./cognito";
import type { ApplyContext, Computed } from "./compute";
import { arn, idOf } from "./compute";
import { dataSources } from "./data-sources";
import { external } from "./external";
import { lambda } from "./lambda";
import { localFiles } from "./local-files";
import { neighbours } from "./neighbours";
import { random } from "./random";
import { templateFile } from "./template-file";

const known: Computed = {
  ...apiGateway,
  ...archiveFile,
  ...cognito,
  ...dataSources,
  ...external,
  ...lambda,
  ...localFiles,
  ...neighbours,
  ...random,
  ...templateFile,
};

/** The value that an apply would give an attribute that the configuration doesn't set. */
export function computedAttribute(
  type: string,
  resource: Attributes,
  name: string,
  context: ApplyContext,
): Value | undefined {
  const compute = known[type]?.[name];
  if (compute) {
    return compute(resource, context);
  }
  if (name === "id") {
    return idOf(resource);
  }
  if (name !== "arn") {
    return undefined;
  }
  const [, service = "aws"] = type.replace(/^data\./, "").split("_");
  return arn(service, (of) => of.string("name") ?? idOf(of))(resource, context);
}
