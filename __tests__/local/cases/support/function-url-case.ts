import cases from "../function-url.json";
import type { CaseRequest } from "./exchange";
import type { Expectation } from "./expectation";

/** A case of a function URL, in the words of function-url.json. */
export interface FunctionUrlCase {
  readonly id: string;
  readonly basis: string;
  readonly setup: {
    /** Terraform's attributes. */
    readonly function_url: { readonly authorization_type: string };
    readonly lambda: UrlFunction;
    /** What everybody may do. @default nothing */
    readonly permissions?: readonly string[];
    /** In words: an alias that doesn't exist. @default the URL is the function's own */
    readonly qualifier?: string;
  };
  readonly request: CaseRequest;
  readonly expect: Expectation;
}

/** What the function of a case does. */
export interface UrlFunction {
  readonly returns?: unknown;
  readonly raises?: object;
  /** It responds with its event. */
  readonly echo_event?: "proxy";
  readonly streams?: {
    readonly metadata: object | null;
    readonly chunks_base64: readonly string[];
    readonly pause_ms: number;
    readonly set_content_type?: string;
    /** In words: after the first chunk. */
    readonly raises?: string;
  };
}

export const FUNCTION_URL_CASES = cases.cases as unknown as readonly FunctionUrlCase[];
