import type { GatewayServices } from "../../services";
import type { LambdaAuthorizer, RouteAuthorizer } from "../model/authorizer";
import type { HttpApi } from "../model/http-api";
import type { Authorize } from "./authorize";
import { iamAuthorizer } from "./iam";
import { jwtAuthorizer } from "./jwt";
import { lambdaAuthorizer } from "./lambda";

/** Decides who may call the routes of an API. Routes share the results of a Lambda authorizer. */
export class Authorizers {
  private readonly byAddress = new Map<string, Authorize>();

  constructor(
    private readonly api: HttpApi,
    private readonly services: GatewayServices,
  ) {}

  /** The kinds of authorizer; another one is one more case. */
  for(authorizer: RouteAuthorizer): Authorize {
    switch (authorizer.kind) {
      case "none":
        return () => Promise.resolve({ caller: { kind: "anyone" } });
      case "jwt":
        return jwtAuthorizer(authorizer, this.services.tokens);
      case "iam":
        return iamAuthorizer(this.api, this.services);
      case "lambda":
        return this.shared(authorizer);
    }
  }

  private shared(authorizer: LambdaAuthorizer): Authorize {
    const { address } = authorizer;
    const known = this.byAddress.get(address);
    const authorize = known ?? lambdaAuthorizer(this.api, authorizer, this.services);
    this.byAddress.set(address, authorize);
    return authorize;
  }
}
