exports.handler = async ({ routeKey, pathParameters }) => ({
  routeKey,
  pathParameters,
  table: process.env.TABLE,
  count: process.env.COUNT,
});
