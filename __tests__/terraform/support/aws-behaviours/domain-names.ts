import type { ApiRequest, AwsBehaviour } from "./behaviour";

/**
 * AWS makes a regional domain name available and gives it a host, to which its records lead. It returns
 * settings of mutual TLS only if they were set. moto 5.2 keeps only what it was sent.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname.html
 */
export function domainNames(): AwsBehaviour {
  return {
    after: (request, { status, body }) => {
      if (status >= 300 || !holdsDomain(request)) {
        return body;
      }
      const { mutualTlsAuthentication, ...domain } = JSON.parse(body.toString()) as DomainName;
      const domainNameConfigurations = domain.domainNameConfigurations.map((configuration) => ({
        ...configuration,
        ...AVAILABLE,
      }));
      const mutualTls = Object.keys(mutualTlsAuthentication).length > 0 && {
        mutualTlsAuthentication,
      };
      return Buffer.from(JSON.stringify({ ...domain, ...mutualTls, domainNameConfigurations }));
    },
  };
}

interface DomainName {
  readonly domainNameConfigurations: readonly object[];
  readonly mutualTlsAuthentication: object;
}

const AVAILABLE = {
  domainNameStatus: "AVAILABLE",
  apiGatewayDomainName: "d-0123456789.execute-api.us-east-1.amazonaws.com",
  hostedZoneId: "Z1UJRXOUMOOFQ8",
};

const holdsDomain = ({ method, path }: ApiRequest) =>
  method === "POST" ? path === "/v2/domainnames" : /^\/v2\/domainnames\/[^/]+$/.test(path);
