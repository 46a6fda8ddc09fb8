exports.handler = async ({ version, routeKey, resource, pathParameters }) => ({
  statusCode: 200,
  body: JSON.stringify([version, routeKey ?? resource, pathParameters ?? {}]),
});
