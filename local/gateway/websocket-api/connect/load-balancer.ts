import { headerValues, type HeaderLines, type HttpResponse } from "../../common/http/http-message";

const PAGE = [
  "<html>",
  "<head><title>400 Bad Request</title></head>",
  "<body>",
  "<center><h1>400 Bad Request</h1></center>",
  "</body>",
  "</html>",
  "",
].join("\r\n");

/** The response of the load balancer before API Gateway to two `Authorization` headers. */
export function twoAuthorizationLines(headers: HeaderLines): HttpResponse | undefined {
  if (headerValues(headers, "authorization").length < 2) {
    return undefined;
  }
  return {
    status: 400,
    headers: [
      ["Server", "awselb/2.0"],
      ["Content-Type", "text/html"],
      ["Connection", "close"],
    ],
    body: PAGE,
    reason: "the handshake has two Authorization headers",
  };
}
