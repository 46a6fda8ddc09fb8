// The least an HTTP server can do: one fixed body.
import { createServer } from "node:http";

const body = JSON.stringify({ message: "hello" });
const server = createServer((_request, response) => {
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
