export { RestVpcLink, type RestVpcLinkProps } from "./rest-vpc-link";
export { VpcLink, type VpcLinkProps } from "./vpc-link";
