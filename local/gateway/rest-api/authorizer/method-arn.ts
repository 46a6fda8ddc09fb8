import type { RoutedCall } from "../call/call";
import { segmentsOf } from "../model/path-segments";

/**
 * The ARN of a request, which policies are matched with: with its own method and path, not those of
 * the resource. Slashes at the end of the path, which don't matter to the route, aren't part of it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
 */
export function methodArn({ api, stage, request, path }: RoutedCall): string {
  return `${api.executionArn}/${stage.name}/${request.method}/${segmentsOf(path.path).join("/")}`;
}
