import { LambdaFunctionUrl } from "@cdktf/provider-aws/lib/lambda-function-url";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { providerVersion } from "../../core/provider-version";
import { refuse } from "../../core/refusal";
import { warn } from "../../core/warning";
import type { IFunction } from "../function-ref";
import type { PolicyStatement } from "../policy-statement";
import { checkFunctionUrl } from "./check-function-url";
import type { FunctionUrlCorsOptions, FunctionUrlOptions } from "./function-url-options";
import { FunctionUrlAuthType, InvokeMode } from "./function-url-options";

/** What calls a URL with a role of its own, e.g. a function. */
export interface UrlCaller {
  /** @throws if the statement is malformed, or the role was given to the function */
  addToRolePolicy(statement: PolicyStatement): void;
}

/**
 * The HTTPS endpoint of a function or an alias, made by `addFunctionUrl`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
 */
export class FunctionUrl extends Construct {
  /** The underlying Terraform resource. */
  readonly resource: LambdaFunctionUrl;
  /** The URL, with no slash at its end. */
  readonly url: string;
  private readonly authType: FunctionUrlAuthType;

  /** @throws if AWS would refuse an option */
  constructor(
    private readonly fn: IFunction & Construct,
    options: FunctionUrlOptions = {},
  ) {
    super(fn, "FunctionUrl");
    checkFunctionUrl(this, options);
    const { authType = FunctionUrlAuthType.AWS_IAM, invokeMode = InvokeMode.BUFFERED } = options;
    this.authType = authType;
    this.resource = new LambdaFunctionUrl(this, "Resource", {
      functionName: fn.functionName,
      qualifier: fn.qualifier,
      authorizationType: authType,
      invokeMode,
      cors: options.cors && corsOf(options.cors),
    });
    this.url = Fn.trimsuffix(this.resource.functionUrl, "/");
    if (authType === FunctionUrlAuthType.NONE) {
      this.allowEverybody();
    }
  }

  /**
   * Lets a function call the URL, by signed requests: adds both permissions that AWS requires to its
   * role, limited to this function and its URL.
   * @throws if the URL has the authType NONE, or the caller runs with the prop `role`
   */
  grantInvokeUrl(caller: UrlCaller): void {
    if (this.authType === FunctionUrlAuthType.NONE) {
      refuse(this, {
        what: "authType",
        value: this.authType,
        allowed: "AWS_IAM, to grant the invocation",
        fix: "Leave out authType, or the grant: everybody may call a URL with the authType NONE.",
      });
    }
    const resources = [this.fn.functionArn];
    caller.addToRolePolicy({
      actions: ["lambda:InvokeFunctionUrl"],
      resources,
      conditions: { StringEquals: { "lambda:FunctionUrlAuthType": this.authType } },
    });
    caller.addToRolePolicy({
      actions: ["lambda:InvokeFunction"],
      resources,
      conditions: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } },
    });
  }

  /**
   * The provider adds the first permission itself, but neither to an alias nor when a URL becomes
   * public later.
   */
  private allowEverybody(): void {
    const { functionName, qualifier } = this.fn;
    const everybody = { functionName, qualifier, principal: "*" };
    new LambdaPermission(this, "PublicUrl", {
      ...everybody,
      action: "lambda:InvokeFunctionUrl",
      functionUrlAuthType: FunctionUrlAuthType.NONE,
    });
    const invocation = new LambdaPermission(this, "PublicInvocation", {
      ...everybody,
      action: "lambda:InvokeFunction",
    });
    const byUrl = "the function is public: everybody may call the URL";
    if (canLimitToUrl(invocation)) {
      // The class of an older provider, which this compiles with, has no such property.
      invocation.addOverride("invoked_via_function_url", true);
      warn(this, `${byUrl}. Use AWS_IAM, or an HttpApi with an authorizer, for known callers.`);
      return;
    }
    warn(
      this,
      `${byUrl}, and every AWS account may also invoke the function directly, with any event, because ` +
        `version ${providerVersion(invocation)} of the AWS provider can't limit the permission to the URL. ` +
        "Use a newer package of the provider, AWS_IAM, or an HttpApi, if the function trusts its event.",
    );
  }
}

/** Whether the AWS provider has the attribute for it, as late packages of version 6 do. */
function canLimitToUrl(permission: LambdaPermission): boolean {
  return "invokedViaFunctionUrl" in permission;
}

function corsOf(cors: FunctionUrlCorsOptions) {
  const { allowedOrigins, allowedMethods, allowedHeaders, exposedHeaders } = cors;
  const copy = (list: readonly string[] | undefined) => list && [...list];
  return {
    allowOrigins: [...allowedOrigins],
    allowMethods: copy(allowedMethods),
    allowHeaders: copy(allowedHeaders),
    exposeHeaders: copy(exposedHeaders),
    allowCredentials: cors.allowCredentials,
    maxAge: cors.maxAge?.in("seconds"),
  };
}
