import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import type { MethodSettings } from "../model/method-settings";
import { resourcesOfApi } from "./resources-of-api";

/** Reads something of the settings of a stage's methods. */
export function readMethodSettings<T>(
  stack: ResolvedStack,
  api: ResolvedResource,
  stage: ResolvedResource,
  read: (settings: Attributes) => T,
): MethodSettings<T> {
  const ofStage = resourcesOfApi(
    stack,
    api,
  )("aws_api_gateway_method_settings").filter(
    (settings) => settings.string("stage_name") === stage.string("stage_name"),
  );
  return new Map(
    ofStage.flatMap((resource) =>
      resource
        .blocks("settings")
        .map((settings) => [methodPath(resource.string("method_path") ?? ""), read(settings)]),
    ),
  );
}

/** `pets/{id}/GET` and AWS's `~1pets~1{id}/GET` as `/pets/{id}/GET`. */
function methodPath(written: string): string {
  const path = written.replaceAll("~1", "/").replace(/^\/+/, "");
  return path === "*/*" ? path : `/${path}`;
}
