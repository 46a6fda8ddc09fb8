import type { IntegratingApi } from "../../api-gateway";
import { requestPattern } from "../../api-gateway";

/** A method of a path of a REST API, as `addMethod` returns it. */
export class Method {
  /** Made by `Resource.addMethod`. */
  constructor(
    /** The API that the method belongs to. */
    readonly api: IntegratingApi,
    /** E.g. `GET`; `ANY` for every method that the path doesn't define. */
    readonly httpMethod: string,
    /** The whole path, e.g. `/pets/{id}`. */
    readonly path: string,
  ) {}

  /**
   * ARN of the requests to this method on every stage, with `*` for path variables: what a policy
   * names to allow a caller `execute-api:Invoke`.
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
   */
  get methodArn(): string {
    const { httpMethod: method, path } = this;
    return `${this.api.executionArn}/${requestPattern({ method, path })}`;
  }
}
