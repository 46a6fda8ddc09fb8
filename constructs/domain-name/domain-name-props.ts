import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";

/** What is needed of a Route 53 hosted zone: a `Route53Zone` or `DataAwsRoute53Zone` of the AWS provider. */
export interface IHostedZone {
  readonly zoneId: string;
}

/**
 * Certificates that clients must have. The object is a bundle in PEM format of the certificate
 * authorities that issue them. API Gateway reads it when it changes its `version`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
export interface MTLSConfig {
  /** Name of the S3 bucket with the trust store, in the region of the domain name. */
  readonly bucket: string;
  /** Key of the trust store, e.g. `truststore.pem`. */
  readonly key: string;
  /**
   * Version of the object. Without one, API Gateway doesn't notice a changed trust store.
   * @default the latest when the domain name is created
   */
  readonly version?: string;
}

/** The addresses by which clients reach a domain name: IPv4 only, or IPv4 and IPv6. */
export type IpAddressType = "ipv4" | "dualstack";

/** What regional and edge-optimized domain names have in common. */
export interface CommonDomainNameProps {
  /** In lower case, e.g. `api.example.com`, or `*.example.com` for all names of this level. */
  readonly domainName: string;
  /**
   * ARN of an issued certificate of AWS Certificate Manager, in the region of the domain name;
   * that of an `EdgeDomainName` is in us-east-1.
   * @default a certificate is requested, and validated by a DNS record in `hostedZone`
   */
  readonly certificateArn?: string;
  /**
   * Hosted zone of the name, in which an alias record leads to API Gateway. Required without a
   * `certificateArn`.
   * @default no records are created
   */
  readonly hostedZone?: IHostedZone;
  /**
   * Whether clients may use IPv6 too (`dualstack`). The hosted zone then also gets an AAAA record.
   * @default API Gateway's: "ipv4"
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-ip-address-type.html
   */
  readonly ipAddressType?: IpAddressType;
}

/** Props of `DomainName`. */
export interface DomainNameProps extends CommonDomainNameProps {
  /**
   * Certificates that clients must have.
   * @default clients need no certificate
   */
  readonly mtls?: MTLSConfig;
}

/** Props of `EdgeDomainName`. */
export interface EdgeDomainNameProps extends CommonDomainNameProps {
  /**
   * The provider for us-east-1 that requests the certificate. Not needed with a `certificateArn`.
   * @default the provider of the stack, whose region must then be us-east-1
   */
  readonly certificateProvider?: AwsProvider;
}

/** Options of `addApiMapping`. */
export interface ApiMappingOptions {
  /**
   * Path below which the API is reached, without a slash at either end; it may have several levels,
   * e.g. `orders/v1`, except of an `EdgeDomainName` and of a WebSocket API. Up to 300 characters.
   * @default the root: every path that no other mapping has
   */
  readonly basePath?: string;
}
