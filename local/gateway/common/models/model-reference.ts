const REFERENCE =
  /^(?:#\/(?:definitions|components\/schemas)\/|https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/)([^/]+)$/;

/** The model that a `$ref` names, as OpenAPI writes it or in API Gateway's own form. */
export function modelName(reference: string): string | undefined {
  return REFERENCE.exec(reference)?.[1];
}
