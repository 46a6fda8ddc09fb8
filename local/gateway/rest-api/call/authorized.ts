import type { Caller } from "../../../iam/sigv4";

/** The positive decision about a request, and what it adds to the request. */
export interface Authorized {
  /** `requestContext.authorizer`; undefined where the method has no authorizer. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
  /** Who signed the request, where the method requires it. */
  readonly caller?: Caller;
  /** The API key that the authorizer gives the request. */
  readonly usageIdentifierKey?: string;
}
