/**
 * What a change does to an environment's stack. Everything that is printed comes from here, and
 * only fields of this list are copied from a stack or a plan: values of environment variables and
 * of anything that Terraform calls sensitive never get in.
 */
export interface Report {
  /** The stack's name, such as `dev`. */
  readonly environment: string;
  /** Two synthesised folders, or a Terraform plan, which also knows what is deployed. */
  readonly source: "syntheses" | "plan";
  /** Why the report doesn't cover everything, such as a plan that failed. Empty if it does. */
  readonly incomplete: readonly string[];
  readonly apis: readonly ApiChanges[];
  /** What a reviewer must decide about: the gravest first. */
  readonly findings: readonly Finding[];
  readonly movedRequests: readonly MovedRequests[];
  readonly permissions: readonly PermissionChange[];
  readonly functions: readonly FunctionChange[];
  /**
   * Resources that are replaced or destroyed and what is lost with them. Without a plan, only those
   * that hold data, and only if they are removed or named otherwise.
   */
  readonly losses: readonly Loss[];
  /** Only quotas that the change brings near. */
  readonly limits: readonly string[];
  /** Only from a plan: addresses of what was changed outside Terraform. */
  readonly drift: readonly Drift[];
  readonly terraform: ResourceCounts;
  /**
   * Only from a plan: a SHA-256 hash, equal for two plans that change the same. A deployment shows
   * with it whether it applies what was reviewed.
   */
  readonly planHash?: string;
}

export type ApiKind = "REST API" | "HTTP API" | "WebSocket API";

/** What changes in an API. */
export interface ApiChanges {
  /** Terraform address. */
  readonly address: string;
  readonly kind: ApiKind;
  readonly name: string;
  readonly change: "added" | "removed" | "changed" | "unchanged";
  /** The changed routes, those that anybody can call now first. */
  readonly routes: readonly RouteChange[];
  /** Routes that the change leaves as they are. */
  readonly unchangedRoutes: number;
  /** Changes beside the routes, a sentence each: stages, CORS, endpoints, binary types. */
  readonly settings: readonly string[];
}

export interface RouteChange {
  /** `GET /pets/{id}`, `$default` */
  readonly route: string;
  readonly change: "added" | "removed" | "changed";
  /** Where requests go: a function's name, a URL's host, `MOCK`. Undefined where it doesn't exist. */
  readonly target: Sides<string>;
  /** Who may call: `public`, `API key`, `IAM`, `JWT https://issuer (scope)`. */
  readonly access: Sides<string>;
  /** Anybody can call it now, and couldn't before, or it is new and public. */
  readonly isPublicNow: boolean;
  /** Other changes, a phrase each: `timeout 10 s → 29 s`. */
  readonly details: readonly string[];
}

export interface Sides<T> {
  readonly before?: T;
  readonly after?: T;
}

/** `--fail-on` names the kinds of findings that fail a review. */
export type FindingKind = "breaking" | "public" | "data-loss" | "iam";

/** How much a finding asks of the reviewer. */
export type Severity = "breaking" | "risky" | "info";

/** A change that a rule names. */
export interface Finding {
  /** The rule, such as `route-removed`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What `--fail-on` calls it; undefined for findings that never fail a review. */
  readonly kind?: FindingKind;
  /** Where: an API's name and a route, or a Terraform address. */
  readonly subject: string;
  /** A sentence. */
  readonly text: string;
  /**
   * 12 hexadecimal digits of rule, address, route and text: the same in every commit, and in every
   * environment whose stack has the same addresses.
   */
  readonly fingerprint: string;
  /** From the file of accepted findings. */
  readonly accepted?: Acceptance;
}

/** A line of `.review-accept`. */
export interface Acceptance {
  readonly reason: string;
  /** Last day on which it holds: `2027-01-31`. */
  readonly until: string;
}

/** Requests that another route gets since the change. */
export interface MovedRequests {
  /** Name of the API. */
  readonly api: string;
  /** A request that shows it: `GET /pets/latest`. */
  readonly example: string;
  readonly before: RouteAndTarget;
  readonly after: RouteAndTarget;
}

export interface RouteAndTarget {
  readonly route: string;
  readonly target: string;
}

/** An IAM statement or a Lambda permission that is granted or taken away. */
export interface PermissionChange {
  readonly change: "widened" | "narrowed";
  /** Who has it: a function's or role's name, or the principal of a resource-based policy. */
  readonly who: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** Addresses of the stack's resources, functions' names, or ARNs. */
  readonly resources: readonly string[];
  /** Of a Lambda permission: what may use it, such as `aws_apigatewayv2_api.web/v1/GET/pets`. */
  readonly source?: string;
  /** Keys of the conditions, without their values. */
  readonly conditions: readonly string[];
  /** An action or a resource is `*`. */
  readonly isWildcard: boolean;
}

export interface FunctionChange {
  readonly name: string;
  /** Terraform address. */
  readonly address: string;
  readonly change: "added" | "removed" | "changed";
  /** A phrase each: `timeout 10 s → 29 s`, `environment: + TABLE, ~ API_KEY`. Never a value. */
  readonly details: readonly string[];
}

/** A resource that Terraform destroys, or replaces by a new one. */
export interface Loss {
  /** Terraform address. */
  readonly address: string;
  readonly action:
    "destroyed" | "replaced, destroyed first" | "replaced, created first" | "forgotten";
  /** Attributes that force the replacement. */
  readonly because: readonly string[];
  /** What that means: `its logs are lost`. */
  readonly consequence: string;
}

export interface Drift {
  /** Terraform address. */
  readonly address: string;
  /** Names of the attributes that differ from the state. */
  readonly attributes: readonly string[];
}

/** Resources by what happens to them. A replaced one counts as added and destroyed. */
export interface ResourceCounts {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly forget: number;
  readonly import: number;
  readonly move: number;
  /** New API deployments, which are not in the other counts. */
  readonly deployments: number;
}
