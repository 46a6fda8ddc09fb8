import cases from "../http.json";
import type { CaseRequest } from "./exchange";
import type { Expectation } from "./expectation";
import type { CaseFunction } from "./handler-source";
import type { HttpBackend } from "./http-backend";
import { withValidTokens } from "./valid-tokens";

/** A case of an HTTP API, in the words of http.json. */
export interface HttpCase {
  readonly id: string;
  readonly basis: string;
  readonly setup: HttpSetup;
  readonly request: CaseRequest;
  readonly expect: Expectation;
}

export interface HttpSetup {
  readonly api: object;
  readonly stage: { readonly access_log_settings?: { readonly format: string } };
  readonly routes: readonly HttpRoute[];
  readonly authorizer?: HttpAuthorizer;
}

export interface HttpRoute {
  readonly route_key: string;
  readonly integration: object;
  readonly lambda?: CaseFunction;
  readonly authorization_type?: string;
  readonly authorization_scopes?: readonly string[];
  readonly http_backend?: HttpBackend;
}

export interface HttpAuthorizer {
  readonly authorizer_type: string;
  readonly identity_sources: readonly string[];
  readonly lambda?: CaseFunction;
  /** False: API Gateway may not invoke the function. @default true */
  readonly lambda_permission?: boolean;
}

export const HTTP_CASES = withValidTokens(cases.cases as unknown as readonly HttpCase[]);
