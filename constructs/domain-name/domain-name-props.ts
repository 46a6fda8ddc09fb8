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

/** Props of `DomainName`. */
export interface DomainNameProps {
  /** In lower case, e.g. `api.example.com`, or `*.example.com` for all names of this level. */
  readonly domainName: string;
  /**
   * ARN of an issued certificate of AWS Certificate Manager, in the region of the domain name.
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
   * Certificates that clients must have.
   * @default clients need no certificate
   */
  readonly mtls?: MTLSConfig;
}

/** Options of `addApiMapping`. */
export interface ApiMappingOptions {
  /**
   * Path below which the API is reached, without a slash at either end; it may have several levels,
   * e.g. `orders/v1`. Up to 300 characters.
   * @default the root: every path that no other mapping has
   */
  readonly basePath?: string;
}
