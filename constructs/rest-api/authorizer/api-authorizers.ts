import type { ITerraformDependable } from "cdktf";
import type { IntegratingApi } from "../../api-gateway";
import { allowAuthorizer } from "../../api-gateway";
import { checkChoice, checkLength } from "../../core/checks";
import { refuse } from "../../core/refusal";
import { checkPublic } from "../../core/required-authorizer";
import { warn } from "../../core/warning";
import { relatedId } from "../../core/related-id";
import type { IFunction } from "../../lambda";
import type { MethodOptions } from "../method/method-props";
import type { RestApiProps } from "../rest-api-props";
import type { Authorizer, AuthorizerConfig, SecurityScheme } from "./authorizer";
import { IamAuthorizer } from "./iam-authorizer";

const BY_TYPE = { NONE: undefined, AWS_IAM: new IamAuthorizer() };

/** The scheme of requests that are signed. */
const SIGNED = "sigv4";

const MAX_SCOPE_LENGTH = 64;

/** The props of an API that decide who may call its methods. */
export type AuthorizationDefaults = Pick<
  RestApiProps,
  "apiKeySourceType" | "defaultAuthorizer" | "defaultAuthorizationScopes"
>;

/** Who may call the methods of one API. Authorizers with the same settings are one. */
export class ApiAuthorizers {
  private readonly byObject = new Map<Authorizer, AuthorizerConfig>();
  private readonly byName = new Map<string, SecurityScheme>();

  /** @throws if AWS would refuse the default authorizer or the default scopes */
  constructor(
    private readonly api: IntegratingApi,
    private readonly defaults: AuthorizationDefaults,
    private readonly dependsOn: (resource: ITerraformDependable) => void,
  ) {
    const { defaultAuthorizer, defaultAuthorizationScopes: scopes } = defaults;
    const config = defaultAuthorizer && this.bound(defaultAuthorizer);
    checkScopes(api, "defaultAuthorizationScopes", scopes, config);
  }

  /** The security schemes by name, for the API's document. */
  get schemes(): Readonly<Record<string, SecurityScheme>> {
    return Object.fromEntries(this.byName);
  }

  /**
   * The security requirements of a method: one scheme an entry, as API Gateway exports them.
   * @param method - e.g. `GET /pets`
   * @throws if the options contradict each other, or AWS would refuse them
   */
  securityOf(method: string, options: MethodOptions): object[] | undefined {
    const isDefault = options.authorizer === undefined && options.authorizationType === undefined;
    const { defaultAuthorizer, defaultAuthorizationScopes } = this.defaults;
    const authorizer = isDefault ? defaultAuthorizer : this.ownAuthorizer(method, options);
    const config = authorizer && this.bound(authorizer);
    const what = `authorizationScopes of ${method}`;
    checkScopes(this.api, what, options.authorizationScopes, config);
    this.warnOf(method, options, isDefault, config);
    const inherited = isDefault ? defaultAuthorizationScopes : undefined;
    const schemes = [
      ...requirement(config, options.authorizationScopes ?? inherited),
      ...(options.apiKeyRequired ? [{ api_key: [] }] : []),
    ];
    return schemes.length > 0 ? schemes : undefined;
  }

  private ownAuthorizer(
    method: string,
    { authorizer, authorizationType }: MethodOptions,
  ): Authorizer | undefined {
    if (authorizationType === undefined) {
      return authorizer;
    }
    const what = `authorizationType of ${method}`;
    checkChoice(this.api, what, authorizationType, Object.keys(BY_TYPE));
    if (authorizer !== undefined) {
      const allowed = "either authorizationType or authorizer";
      refuse(this.api, { what, value: authorizationType, allowed, fix: "Remove one of the two." });
    }
    return BY_TYPE[authorizationType];
  }

  private bound(authorizer: Authorizer): AuthorizerConfig {
    const existing = this.byObject.get(authorizer);
    if (existing !== undefined) {
      return existing;
    }
    const config = authorizer.bind(this.api);
    this.byObject.set(authorizer, config);
    if ("scheme" in config) {
      this.byName.set(config.name, config.scheme);
    }
    if ("invokes" in config && config.invokes !== undefined) {
      this.allow(config.invokes);
    }
    return config;
  }

  /**
   * API Gateway gives the authorizers of a document their identifiers when it imports them, so the
   * permission is for those of this API.
   */
  private allow(fn: IFunction): void {
    const id = relatedId(this.api, "AuthorizerPermission", fn);
    if (this.api.node.tryFindChild(id) !== undefined) {
      return;
    }
    const { executionArn } = this.api;
    this.dependsOn(allowAuthorizer(this.api, id, { executionArn, fn, authorizers: "*" }));
  }

  private warnOf(
    method: string,
    { apiKeyRequired }: MethodOptions,
    isDefault: boolean,
    config: AuthorizerConfig | undefined,
  ): void {
    if (config === undefined) {
      checkPublic(this.api, method);
    } else if (isDefault && method.startsWith("OPTIONS ")) {
      warn(
        this.api,
        `the default authorizer of ${method} refuses preflight requests, which carry no ` +
          "credentials. Give it authorizationType: AuthorizationType.NONE.",
      );
    }
    const isKeyOfAuthorizer = this.defaults.apiKeySourceType === "AUTHORIZER";
    if (apiKeyRequired && isKeyOfAuthorizer && config?.authorizationType !== "CUSTOM") {
      warn(
        this.api,
        `every request to ${method} gets 403: with apiKeySourceType "AUTHORIZER", only a Lambda ` +
          "authorizer provides its API key. Give it a TokenAuthorizer or a RequestAuthorizer.",
      );
    }
  }
}

function requirement(
  config: AuthorizerConfig | undefined,
  scopes: readonly string[] = [],
): Record<string, readonly string[]>[] {
  if (config === undefined) {
    return [];
  }
  return "name" in config ? [{ [config.name]: [...scopes] }] : [{ [SIGNED]: [] }];
}

function checkScopes(
  api: IntegratingApi,
  what: string,
  scopes: readonly string[] = [],
  config: AuthorizerConfig | undefined,
): void {
  if (scopes.length > 0 && config?.authorizationType !== "COGNITO_USER_POOLS") {
    const allowed = "scopes only with a CognitoUserPoolsAuthorizer";
    const fix = "Remove the scopes, or use a CognitoUserPoolsAuthorizer.";
    refuse(api, { what, value: scopes, allowed, fix });
  }
  for (const scope of scopes) {
    checkLength(api, what, scope, { min: 1, max: MAX_SCOPE_LENGTH });
  }
}
