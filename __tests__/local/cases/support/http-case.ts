import cases from "../http.json";
import type { CaseRequest } from "./exchange";
import type { Expectation } from "./expectation";
import type { CaseFunction } from "./handler-source";
import type { HttpBackend } from "./http-backend";

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
  readonly stage: object;
  readonly routes: readonly HttpRoute[];
}

export interface HttpRoute {
  readonly route_key: string;
  readonly integration: object;
  readonly lambda: CaseFunction;
  readonly authorization_type?: string;
  readonly http_backend?: HttpBackend;
}

export const HTTP_CASES = cases.cases as unknown as readonly HttpCase[];
