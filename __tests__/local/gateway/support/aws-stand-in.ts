import type { IncomingHttpHeaders } from "node:http";
import type { AwsAccess } from "../../../../local/gateway/common/service-integration/aws-access";
import { bodyOf, withServer } from "../../../support/loopback-server";

/** A request that a service has received. */
export interface ServiceCall {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The response of a service. */
export interface ServiceReply {
  readonly status?: number;
  readonly type?: string;
  readonly body: string | Buffer;
}

/** Serves AWS services that give the reply to everything; an endpoint each, as a path. */
export async function withAws<T>(
  reply: ServiceReply,
  use: (aws: AwsAccess) => Promise<T>,
): Promise<{ readonly got: T; readonly calls: readonly ServiceCall[] }> {
  const calls: ServiceCall[] = [];
  const got = await withServer(
    (request, response) =>
      void bodyOf(request).then((body) => {
        const { method = "", headers } = request;
        const [, service = "", url = ""] = /^\/([^/?]+)(.*)$/.exec(request.url ?? "") ?? [];
        calls.push({ service, method, url, headers, body });
        const { status = 200, type = "application/x-amz-json-1.1" } = reply;
        response.writeHead(status, { "Content-Type": type, "x-amzn-RequestId": "r1", Server: "s" });
        response.end(reply.body);
      }),
    (url) =>
      use({
        endpointFor: (service) => `${url}/${service}`,
        credentials: { accessKeyId: "key", secretAccessKey: "secret" },
      }),
  );
  return { got, calls };
}
