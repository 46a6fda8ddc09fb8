import { decodePath } from "../../common/http/decode-path";
import { pathInStage, type RoutedRequest } from "../call/call";

/**
 * ARN of a request, with its own method and path, decoded.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 */
export function requestArn({ api, stage, request }: RoutedRequest): string {
  const path = decodePath(pathInStage(stage, request.path));
  return `${api.executionArn}/${stage.name}/${request.method}${path}`;
}
