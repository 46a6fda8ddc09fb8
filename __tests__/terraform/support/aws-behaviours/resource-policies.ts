import type { ApiRequest, AskMoto, AwsBehaviour, Refusal } from "./behaviour";

/**
 * A REST API's resource policy as AWS keeps it: an import replaces it by the document's or removes
 * it, `execute-api:/` becomes the API's ARN, and responses hold it with its quotes and slashes
 * escaped. A private API is deployed only with one.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/openapi-extensions-policy.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function resourcePolicies(): AwsBehaviour {
  return {
    before: async (request, moto) => {
      const api = CREATE_DEPLOYMENT.exec(request.path)?.[1];
      if (request.method !== "POST" || api === undefined) {
        return request;
      }
      return (await mayBeDeployed(api, moto)) ? request : NO_POLICY;
    },
    after: async (request, { status, body }, moto) => {
      if (status >= 300 || !holdsRestApi(request)) {
        return body;
      }
      const api = JSON.parse(body.toString()) as RestApi;
      const policy = request.method === "PUT" ? await importPolicy(api, request, moto) : api.policy;
      return Buffer.from(JSON.stringify({ ...api, policy: policy && shown(policy, api.id) }));
    },
  };
}

interface RestApi {
  readonly id: string;
  readonly policy?: string | null;
  readonly endpointConfiguration: { readonly types: readonly string[] };
}

/** Whether the response is an API: after its creation, or a request for just this API. */
export const holdsRestApi = ({ method, path }: ApiRequest) =>
  method === "POST" ? /^\/restapis$/.test(path) : method !== "DELETE" && REST_API.test(path);

const REST_API = /^\/restapis\/[^/?]+(?:\?.*)?$/;
const CREATE_DEPLOYMENT = /^\/restapis\/([^/?]+)\/deployments$/;

const NO_POLICY: Refusal = {
  status: 400,
  code: "BadRequestException",
  message: "Private REST API doesn't have a resource policy attached to it",
};

async function mayBeDeployed(id: string, moto: AskMoto): Promise<boolean> {
  const { policy, endpointConfiguration } = (await moto("GET", `/restapis/${id}`)) as RestApi;
  return Boolean(policy) || !endpointConfiguration.types.includes("PRIVATE");
}

async function importPolicy({ id }: RestApi, { body }: ApiRequest, moto: AskMoto) {
  const { [EXTENSION]: given } = JSON.parse(body.toString()) as Record<string, unknown>;
  const policy = given === undefined ? "" : JSON.stringify(given);
  const patchOperations = [{ op: "replace", path: "/policy", value: policy }];
  await moto("PATCH", `/restapis/${id}`, { patchOperations });
  return policy;
}

const EXTENSION = "x-amazon-apigateway-policy";

function shown(policy: string, id: string): string {
  const arn = `arn:aws:execute-api:us-east-1:123456789012:${id}/`;
  const whole = JSON.stringify(sorted(JSON.parse(policy))).replaceAll('"execute-api:/', `"${arn}`);
  return whole.replace(/["/]/g, "\\$&");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]: [string, unknown]) => [key, sorted(item)]));
}
