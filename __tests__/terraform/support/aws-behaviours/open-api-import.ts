import { importDocument, rejectionOf } from "../../../../local/gateway/rest-api/import";
import { rejectionOfModel } from "../../../../local/gateway/rest-api/read/create-model";
import type { ApiRequest, AwsBehaviour, Refusal } from "./behaviour";

/**
 * AWS drops what its importer does not know of a document, and rejects it where that causes a
 * warning and `failonwarnings` is set, or where a mapping is invalid; CreateModel rejects what
 * the importer drops. The rules are the local runner's, which its own tests hold against documents
 * whose import on AWS is recorded.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-errors-warnings.html
 */
export function openApiImport(): AwsBehaviour {
  return {
    before: (request) => {
      if (isImport(request)) {
        return importBody(request);
      }
      return isCreateModel(request) ? createModel(request) : request;
    },
  };
}

const isImport = ({ method, path }: ApiRequest) =>
  (method === "PUT" && /^\/restapis\/[^/?]+(?:\?|$)/.test(path)) ||
  (method === "POST" && /^\/restapis\?(?:.*&)?mode=import(?:&|$)/.test(path));

const isCreateModel = ({ method, path }: ApiRequest) =>
  method === "POST" && /^\/restapis\/[^/?]+\/models$/.test(path);

function importBody(request: ApiRequest): ApiRequest | Refusal {
  const failOnWarnings = request.path.includes(FAIL_ON_WARNINGS);
  const imported = importDocument(JSON.parse(request.body.toString()));
  const message = rejectionOf(imported, failOnWarnings);
  if (message !== undefined) {
    return badRequest(message);
  }
  const body = Buffer.from(JSON.stringify(imported.document));
  // By it moto would check the document with a validator that AWS doesn't have.
  return { ...request, path: request.path.replace(FAIL_ON_WARNINGS, "failonwarnings=false"), body };
}

const FAIL_ON_WARNINGS = "failonwarnings=true";

function createModel(request: ApiRequest): ApiRequest | Refusal {
  const { schema = "" } = JSON.parse(request.body.toString()) as { schema?: string };
  const message = rejectionOfModel(schema);
  return message === undefined ? request : badRequest(message);
}

const badRequest = (message: string): Refusal => ({
  status: 400,
  code: "BadRequestException",
  message,
});
