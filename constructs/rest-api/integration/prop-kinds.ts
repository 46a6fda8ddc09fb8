import type { Kinds } from "../../core/props";
import {
  boolean,
  checkedElsewhere,
  listOf,
  mapOf,
  object,
  objectWith,
  required,
  string,
} from "../../core/props";
import { TEMPLATES_KIND } from "../../api-gateway/template";
import type { HttpIntegrationProps } from "./http";
import type { InvocationProps } from "./invocation";
import type { LambdaIntegrationProps } from "./lambda";
import type { IntegrationResponse, MappingProps } from "./mapping";

/** The types of the props of an integration response. */
export const INTEGRATION_RESPONSE_KINDS: Kinds<IntegrationResponse> = {
  statusCode: required(string),
  selectionPattern: string,
  responseTemplates: TEMPLATES_KIND,
  responseParameters: mapOf(string),
  contentHandling: string,
};

/** The types of the props of `MockIntegration`. */
export const MAPPING_KINDS: Kinds<MappingProps> = {
  requestTemplates: TEMPLATES_KIND,
  requestParameters: mapOf(string),
  passthroughBehavior: string,
  contentHandling: string,
  integrationResponses: listOf(object),
};

/** The types of the props of an integration that invokes a function. */
export const INVOCATION_KINDS: Kinds<InvocationProps> = {
  timeout: checkedElsewhere,
  credentials: string,
  permission: object,
};

/** The types of the props of `LambdaIntegration`. */
export const LAMBDA_KINDS: Kinds<LambdaIntegrationProps> = {
  ...INVOCATION_KINDS,
  responseTransferMode: string,
};

/** The types of the props of `LambdaCustomIntegration`. */
export const LAMBDA_CUSTOM_KINDS: Kinds<InvocationProps & MappingProps> = {
  ...INVOCATION_KINDS,
  ...MAPPING_KINDS,
};

/** The types of the props of `HttpIntegration`. */
export const HTTP_KINDS: Kinds<HttpIntegrationProps> = {
  ...MAPPING_KINDS,
  httpMethod: string,
  timeout: checkedElsewhere,
  vpcLink: objectWith("a RestVpcLink", "vpcLinkId"),
  proxy: boolean,
};
