import { ApiConnections } from "./api-connections";
import { AWS_LIMITS, type ConnectionLimits } from "./connection-limits";

/** The connections of all WebSocket APIs of a runner. They stay open when the stack is reloaded. */
export class WebSocketConnections {
  private readonly byApi = new Map<string, ApiConnections>();

  private readonly limits: ConnectionLimits;

  /** @param limits those that differ from AWS's */
  constructor(limits: Partial<ConnectionLimits> = {}) {
    this.limits = { ...AWS_LIMITS, ...limits };
  }

  /** @param address Terraform address of the API */
  of(address: string): ApiConnections {
    const known = this.byApi.get(address) ?? new ApiConnections(this.limits);
    this.byApi.set(address, known);
    return known;
  }
}
