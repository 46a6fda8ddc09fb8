import cases from "../rest.json";
import type { CaseRequest } from "./exchange";
import type { Expectation } from "./expectation";
import type { CaseFunction } from "./handler-source";

/** A case of a REST API, in the words of rest.json. */
export interface RestCase {
  readonly id: string;
  readonly basis: string;
  readonly setup: RestSetup;
  readonly request: CaseRequest;
  readonly expect: Expectation;
}

export interface RestSetup {
  readonly stage: {
    readonly stage_name: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly canary_settings?: object;
  };
  readonly rest_api?: { readonly binary_media_types?: readonly string[] };
  readonly models?: readonly {
    readonly name: string;
    readonly content_type: string;
    readonly schema: object;
  }[];
  readonly routes: readonly RestRoute[];
  readonly authorizer?: object;
}

export interface RestRoute {
  readonly path: string;
  readonly http_method: string;
  readonly authorization: string;
  readonly request_parameters?: Readonly<Record<string, boolean>>;
  readonly request_models?: Readonly<Record<string, string>>;
  readonly request_validator?: Readonly<Record<string, boolean>>;
  readonly integration: {
    readonly type: string;
    readonly uri?: string;
    readonly uri_note?: string;
  };
  readonly integration_responses?: readonly { readonly status_code: string }[];
  readonly lambda?: CaseFunction;
  readonly http_backend?: CaseBackend;
}

/** What the HTTP backend of a case answers. */
export interface CaseBackend {
  readonly echo?: boolean;
  readonly echo_body?: string;
  readonly responds_with_status_from_path?: boolean;
}

export const REST_CASES = cases.cases as unknown as readonly RestCase[];
