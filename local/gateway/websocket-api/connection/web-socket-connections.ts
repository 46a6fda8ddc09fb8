import { ApiConnections } from "./api-connections";

/** The connections of all WebSocket APIs of a runner. They stay open when the stack is reloaded. */
export class WebSocketConnections {
  private readonly byApi = new Map<string, ApiConnections>();

  /** @param address Terraform address of the API */
  of(address: string): ApiConnections {
    const known = this.byApi.get(address) ?? new ApiConnections();
    this.byApi.set(address, known);
    return known;
  }
}
