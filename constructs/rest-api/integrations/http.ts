import { checkPattern } from "../../limits";
import { Integration, IntegrationObject, IntegrationSite } from "./integration";
import { mapping, MappingProps } from "./mapping";
import { checkTimeout } from "./timeout";

/** Props of `HttpIntegration`. The mapping is for one that is no proxy. */
export interface HttpIntegrationProps extends MappingProps {
  /**
   * Whether request and answer are passed as they are.
   * @default true
   */
  readonly proxy?: boolean;
  /**
   * Method of the integration's request.
   * @default "ANY" (that of the request) for a proxy, else "GET"
   */
  readonly httpMethod?: string;
  /**
   * How long API Gateway waits for the endpoint, 50 to 29,000 milliseconds.
   * @default 29000
   */
  readonly timeout?: number;
}

/**
 * An HTTP endpoint answers.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export class HttpIntegration implements Integration {
  /** @param url - may hold `{parameter}` and `${stageVariables.name}` */
  constructor(
    private readonly url: string,
    private readonly props: HttpIntegrationProps = {},
  ) {}

  bind(site: IntegrationSite): IntegrationObject {
    const { proxy = true, httpMethod = proxy ? "ANY" : "GET", timeout, ...rest } = this.props;
    checkTimeout(site, timeout);
    checkPattern(site.api, `url of ${site.method}`, this.url, {
      pattern: /^https?:\/\/./,
      allowed: "an absolute http or https URL",
      fix: "Begin it with https://.",
    });
    const call = { httpMethod, uri: withStageVariables(this.url), timeoutInMillis: timeout };
    return proxy
      ? { type: "http_proxy", ...call, requestParameters: rest.requestParameters }
      : { type: "http", ...call, ...mapping(site, rest) };
  }
}

/** API Gateway's own `${…}` must reach it, while Terraform's expressions are evaluated. */
function withStageVariables(url: string): string {
  return url.split("${stageVariables.").join("$${stageVariables.");
}
