import type { ApiGateway } from "../../../../local/gateway/gateway";

/** Why an API, or routes of it, can't be served. */
export function problemsOf(...gateways: readonly ApiGateway[]): string[] {
  const all = gateways.flatMap((gateway) => [gateway, ...gateway.routes]);
  return all.flatMap(({ unservable }) => (unservable === undefined ? [] : [unservable]));
}
