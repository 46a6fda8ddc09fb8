/** A request that reached the AWS API. */
export interface ApiCall {
  /** The service that the request is signed for, e.g. `lambda`. */
  readonly service: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The operation where it is not in the path: query APIs name it in the body
   * (`Action=CreateRole`), JSON APIs in `X-Amz-Target`. */
  readonly action: string;
}

/** A call with what it carries. */
export interface ApiRequest extends ApiCall {
  readonly body: Buffer;
}

/** Moto's response. */
export interface ApiResponse {
  readonly status: number;
  readonly body: Buffer;
}

/** An error in AWS's words. */
export interface Refusal {
  readonly status: number;
  /** E.g. `BadRequestException`. */
  readonly code: string;
  readonly message: string;
}

/** Calls moto past the behaviours; returns the response's JSON, and throws unless it succeeds. */
export type AskMoto = (method: string, path: string, body?: object) => Promise<unknown>;

/**
 * One thing that AWS does and moto doesn't. Each is a file of this folder and a line of its index.
 * State belongs in moto, where a reset of the account removes it.
 */
export interface AwsBehaviour {
  /** The request as moto gets it, or the error that the client gets instead. */
  before?(request: ApiRequest, moto: AskMoto): Promise<ApiRequest | Refusal> | ApiRequest | Refusal;
  /** The body that the client gets for the request as it came. */
  after?(request: ApiRequest, response: ApiResponse, moto: AskMoto): Promise<Buffer> | Buffer;
}

export const isRefusal = (result: ApiRequest | Refusal): result is Refusal => "code" in result;
