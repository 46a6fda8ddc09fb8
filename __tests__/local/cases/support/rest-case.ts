import cases from "../rest.json";
import binaryCases from "../rest-binary.json";
import guardedCases from "../rest-guarded.json";
import serviceCases from "../rest-services.json";
import type { Item } from "./case-table";
import type { CaseRequest } from "./exchange";
import type { Expectation } from "./expectation";
import type { CaseFunction } from "./handler-source";
import type { HttpBackend } from "./http-backend";
import { withValidTokens } from "./valid-tokens";

/** A case of a REST API, in the words of rest.json. */
export interface RestCase {
  readonly id: string;
  readonly basis: string;
  readonly setup: RestSetup;
  readonly request: CaseRequest;
  readonly expect: Expectation;
}

export interface RestSetup {
  /** Null: the API has neither a stage nor a deployment. @default a stage named `test` */
  readonly stage?: {
    readonly stage_name: string;
    readonly variables?: Readonly<Record<string, string>>;
    readonly canary_settings?: object;
    readonly access_log_settings?: { readonly format: string };
  } | null;
  readonly rest_api?: {
    readonly binary_media_types?: readonly string[];
    readonly api_key_source?: string;
  };
  readonly models?: readonly {
    readonly name: string;
    readonly content_type: string;
    readonly schema: object;
  }[];
  readonly routes: readonly RestRoute[];
  readonly authorizer?: RestAuthorizer;
  readonly api_keys?: readonly RestApiKey[];
  readonly usage_plan?: RestUsagePlan;
}

export interface RestAuthorizer {
  readonly type: string;
  readonly identity_source: string;
  readonly authorizer_result_ttl_in_seconds?: number;
  readonly identity_validation_expression?: string;
  readonly provider_arns?: readonly string[];
  readonly lambda?: CaseFunction;
}

export interface RestApiKey {
  readonly id: string;
  readonly value: string;
  readonly enabled: boolean;
}

export interface RestUsagePlan {
  readonly api_stages: readonly { readonly stage: string }[];
  readonly throttle_settings?: object;
  /** By stage, then by path and method: `/pets/GET`. */
  readonly method_throttle?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  /** The ids of its keys. */
  readonly keys: readonly string[];
}

export interface RestRoute {
  readonly path: string;
  readonly http_method: string;
  readonly authorization: string;
  readonly authorization_scopes?: readonly string[];
  readonly api_key_required?: boolean;
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
  /** The AWS service behind the integration; of DynamoDB, with its items. */
  readonly aws_service?: { readonly service: string; readonly items?: readonly Item[] };
}

export const REST_CASES = cases.cases as unknown as readonly RestCase[];
export const REST_GUARDED_CASES = withValidTokens(
  guardedCases.cases as unknown as readonly RestCase[],
);
export const REST_SERVICE_CASES = serviceCases.cases as unknown as readonly RestCase[];
export const REST_BINARY_CASES = binaryCases.cases as unknown as readonly RestCase[];
