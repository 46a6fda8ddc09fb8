import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";

export const handler = async ({ requestContext, body }) => {
  const { routeKey, connectionId, stage } = requestContext;
  if (routeKey === "post") {
    const client = new ApiGatewayManagementApiClient({ endpoint: process.env.CONNECTIONS_URL });
    const Data = JSON.stringify({ posted: JSON.parse(body).text, stage });
    await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data }));
  }
  return {
    statusCode: 200,
    body: JSON.stringify({ routeKey, echoed: JSON.parse(body ?? "null") }),
  };
};
