export { DomainName } from "./domain-name";
export type {
  ApiMappingOptions,
  DomainNameProps,
  IHostedZone,
  MTLSConfig,
} from "./domain-name-props";
