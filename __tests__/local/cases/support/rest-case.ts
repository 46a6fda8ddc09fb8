import cases from "../rest.json";
import binaryCases from "../rest-binary.json";
import type { CaseRequest } from "./exchange";
import type { Expectation } from "./expectation";
import type { CaseFunction } from "./handler-source";
import type { HttpBackend } from "./http-backend";

/** A case of a REST API, in the words of rest.json. */
export interface RestCase {
  readonly id: string;
  readonly basis: string;
  readonly setup: RestSetup;
  readonly request: CaseRequest;
  readonly expect: Expectation;
}

export interface RestSetup {
  /** @default a stage named `test` */
  readonly stage?: {
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
  readonly http_backend?: HttpBackend;
}

export const REST_CASES = cases.cases as unknown as readonly RestCase[];
export const REST_BINARY_CASES = binaryCases.cases as unknown as readonly RestCase[];
