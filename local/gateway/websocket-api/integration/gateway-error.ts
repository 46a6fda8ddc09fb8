/** API Gateway itself responds instead of an integration. */
export class GatewayError extends Error {
  /**
   * @param reason logged only
   * @param clientMessage what the client gets
   */
  constructor(
    readonly status: 415 | 500 | 502,
    readonly reason: string,
    readonly clientMessage = "Internal server error",
  ) {
    super(reason);
  }
}
