/** Where the API key of a new connection is read. */
export const WebSocketApiKeySelectionExpression = {
  /** In the header `x-api-key`. */
  HEADER_X_API_KEY: "$request.header.x-api-key",
  /** In the Lambda authorizer's response, as `usageIdentifierKey`. */
  AUTHORIZER_USAGE_IDENTIFIER_KEY: "$context.authorizer.usageIdentifierKey",
} as const;

/** `$request.header.x-api-key` or `$context.authorizer.usageIdentifierKey`. */
export type WebSocketApiKeySelectionExpression =
  (typeof WebSocketApiKeySelectionExpression)[keyof typeof WebSocketApiKeySelectionExpression];
