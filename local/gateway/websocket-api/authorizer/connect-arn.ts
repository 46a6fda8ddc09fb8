import { CONNECT } from "../model/web-socket-api";
import type { Handshake } from "./authorize";

/**
 * The ARN of a handshake, which policies are matched with.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export function connectArn({ api, stage }: Handshake): string {
  return `${api.executionArn}/${stage.name}/${CONNECT}`;
}
