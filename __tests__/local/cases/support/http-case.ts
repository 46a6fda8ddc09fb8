import cases from "../http.json";
import type { CaseRequest } from "./exchange";
import type { Expectation } from "./expectation";
import type { CaseFunction } from "./handler-source";
import type { HttpBackend } from "./http-backend";
import { ISSUER } from "./served-cases";

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
  readonly authorizer?: HttpAuthorizer;
}

export interface HttpRoute {
  readonly route_key: string;
  readonly integration: object;
  readonly lambda: CaseFunction;
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

/** The times of the recorded tokens, which were valid for an hour, moved to now. */
const ISSUED_AT = Math.floor(Date.now() / 1000) - 60;
const TIMES: Readonly<Record<string, number>> = {
  1790280971: ISSUED_AT,
  1790284571: ISSUED_AT + 3600,
};

const text = JSON.stringify(cases.cases)
  .replace(/\b1790(?:280971|284571)\b/g, (time) => String(TIMES[time]))
  .replaceAll("<issuer>", ISSUER);

export const HTTP_CASES = JSON.parse(text) as readonly HttpCase[];
