import { checkIntegrationUrl, HTTP_METHODS, withStageVariables } from "../../api-gateway";
import type { Duration } from "../../core/duration";
import { checkChoice } from "../../core/checks";
import { connection } from "./connection";
import type { Integration, IntegrationObject, IntegrationContext } from "./integration";
import type { MappingProps } from "./mapping";
import { mapping } from "./mapping";
import { checkProps } from "../../core/props";
import type { RestVpcLink } from "../../vpc-link";
import { HTTP_KINDS } from "./prop-kinds";

/** Props of `HttpIntegration`. A proxy passes request and response on unchanged. */
export type HttpIntegrationProps = HttpCallProps & Private & (Proxied | Mapped);

interface HttpCallProps {
  /**
   * HTTP method of the integration's request; `ANY` passes the client's method on.
   * @default "ANY" for a proxy, else "GET"
   */
  readonly httpMethod?: string;
  /**
   * How long API Gateway waits for the endpoint, 50 milliseconds to 29 seconds. In Regional and private
   * APIs up to 300 seconds, with a warning, because the account needs a higher quota.
   * @default Duration.seconds(29)
   */
  readonly timeout?: Duration;
}

interface Private {
  /**
   * The link to the Network Load Balancer that responds. The URL's host is then the header `Host` and,
   * with https, the name that the certificate must have.
   * @default the URL is public
   */
  readonly vpcLink?: Pick<RestVpcLink, "vpcLinkId">;
}

interface Proxied extends Pick<MappingProps, "requestParameters"> {
  /**
   * Whether request and response are passed on unchanged.
   * @default true
   */
  readonly proxy?: true;
}

interface Mapped extends MappingProps {
  /** Request and response are mapped. */
  readonly proxy: false;
}

/**
 * Passes requests to an HTTP endpoint.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export class HttpIntegration implements Integration {
  readonly apiType = "REST";

  /**
   * @param url - may hold `${stageVariables.name}`, and `{name}` where `requestParameters` has an
   * `integration.request.path.name`
   */
  constructor(
    private readonly url: string,
    private readonly props: HttpIntegrationProps = {},
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    checkProps(context.api, this.props, HTTP_KINDS, (prop) => `${prop} of ${context.method}`);
    const { requestParameters } = this.props;
    checkIntegrationUrl(context.api, context.method, this.url, requestParameters);
    return this.props.proxy === false
      ? { type: "http", ...this.call(context, "GET"), ...mapping(context, this.props) }
      : {
          type: "http_proxy",
          ...this.call(context, "ANY"),
          passthroughBehavior: "when_no_match",
          requestParameters,
        };
  }

  private call(context: IntegrationContext, defaultMethod: string) {
    const { httpMethod = defaultMethod, timeout, vpcLink } = this.props;
    const what = `httpMethod of the integration of ${context.method}`;
    checkChoice(context.api, what, httpMethod, HTTP_METHODS);
    return {
      ...connection(context, timeout, vpcLink),
      httpMethod,
      uri: withStageVariables(this.url),
    };
  }
}
