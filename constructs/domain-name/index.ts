export { DomainName } from "./domain-name";
export { EdgeDomainName } from "./edge-domain-name";
export type {
  ApiMappingOptions,
  CommonDomainNameProps,
  DomainNameProps,
  EdgeDomainNameProps,
  IHostedZone,
  IpAddressType,
  MTLSConfig,
} from "./domain-name-props";
