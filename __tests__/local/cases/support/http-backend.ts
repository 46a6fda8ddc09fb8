/** The response of a case's HTTP backend. */
export interface HttpBackend {
  /** JSON of the request's headers and body. */
  readonly echo?: boolean;
  /** The body that it received. */
  readonly echo_body?: string;
  readonly responds_with_status_from_path?: boolean;
  /** This response; or in words, of which `200, no body` is known. */
  readonly responds?:
    | string
    | {
        readonly status: number;
        readonly headers: Readonly<Record<string, string>>;
        readonly body?: string;
        readonly body_base64?: string;
      };
}
