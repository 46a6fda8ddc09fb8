import { checkChoice } from "../../../core/checks";
import { checkKind, checkProps, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import type { IntegrationResponse } from "../mapping";
import { AwsIntegration } from "./aws-integration";
import { DEFAULT_RESPONSES, SERVICE_KINDS, type ServiceIntegrationProps } from "./service-props";

/** What the integration needs of a bucket, such as an `S3Bucket` of the AWS provider. */
export interface IBucket {
  readonly arn: string;
  readonly bucket: string;
}

/** Props of `S3Integration`. */
export interface S3IntegrationProps extends ServiceIntegrationProps {
  readonly action: "DeleteObject" | "GetObject" | "PutObject";
  /** Where the object's key comes from, e.g. `method.request.path.key` or `'fixed.json'`. */
  readonly key: string;
}

const METHODS = { DeleteObject: "DELETE", GetObject: "GET", PutObject: "PUT" } as const;
const BUCKET_KIND = required(resourceKind("bucket", "arn", "bucket"));

/** An object that doesn't exist; S3 says so only to who may list the bucket, and else sends 403. */
const NOT_FOUND: IntegrationResponse = {
  statusCode: "404",
  selectionPattern: "40[34]",
  responseTemplates: { "application/json": '{"message":"Not Found"}' },
};

/** The client gets the type of an object that it reads. */
const CONTENT_TYPE = {
  "method.response.header.Content-Type": "integration.response.header.Content-Type",
};

/** The responses, with 404 for objects that don't exist. */
function responsesTo(action: S3IntegrationProps["action"]): IntegrationResponse[] {
  const [success, badRequest, ...others] = DEFAULT_RESPONSES;
  return [
    action === "GetObject" ? { ...success, responseParameters: CONTENT_TYPE } : success,
    NOT_FOUND,
    { ...badRequest, selectionPattern: "4(?!0[34])\\d{2}" },
    ...others,
  ];
}

/**
 * Reads, writes or deletes an object. For binary objects, set the `binaryMediaTypes` of the API, up to
 * API Gateway's 10 MB.
 */
export class S3Integration implements Integration {
  readonly apiType = "REST";

  constructor(
    private readonly bucket: IBucket,
    private readonly props: S3IntegrationProps,
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    const { api, method } = context;
    checkKind(api, `bucket of ${method}`, this.bucket, BUCKET_KIND);
    const kinds = { ...SERVICE_KINDS, action: required(string), key: required(string) };
    checkProps(api, this.props, kinds, (prop) => `${prop} of ${method}`);
    const { action, key, ...props } = this.props;
    checkChoice(api, `action of ${method}`, action, Object.keys(METHODS));
    return new AwsIntegration({
      service: "s3",
      path: `${this.bucket.bucket}/{key}`,
      httpMethod: METHODS[action],
      allow: { actions: [`s3:${action}`], resources: [`${this.bucket.arn}/*`] },
      requestParameters: { "integration.request.path.key": key },
      integrationResponses: responsesTo(action),
      ...props,
    }).bind(context);
  }
}
