exports.handler = async ({ version, pathParameters, routeKey }) => ({
  statusCode: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify([version, routeKey, pathParameters?.id]),
});
