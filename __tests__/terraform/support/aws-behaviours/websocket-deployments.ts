import type { ApiRequest, AskMoto, AwsBehaviour } from "./behaviour";

/**
 * AWS has deployments of WebSocket APIs, and stages that serve one and can be changed. moto 5.2 has
 * neither, and drops the deployment of a stage.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html
 */
export function webSocketDeployments(): AwsBehaviour {
  const served = new Map<string, string>();
  let count = 0;
  return {
    before: (request, moto) => {
      const { method, path } = request;
      const [, api = ""] = DEPLOYMENT.exec(path) ?? [];
      if (api !== "") {
        // moto responds if it has the API; `after` replaces the body.
        return { ...request, method: "GET", path: api };
      }
      return method === "PATCH" && STAGE.test(path) ? changedStage(request, moto) : request;
    },
    after: ({ method, path, body: sent }, { status, body }) => {
      const [isDeployment, , id = `d${++count}`] = DEPLOYMENT.exec(path) ?? [];
      if (status >= 300 || method === "DELETE") {
        return body;
      }
      if (isDeployment) {
        return json({ deploymentId: id, deploymentStatus: "DEPLOYED", autoDeployed: false });
      }
      const [, stages, name] = STAGE.exec(path) ?? [];
      if (stages === undefined) {
        return body;
      }
      const stage = JSON.parse(body.toString()) as Stage;
      const key = `${stages}/${name ?? stage.stageName}`;
      const { deploymentId } = (
        sent.length > 0 ? JSON.parse(sent.toString()) : {}
      ) as Partial<Stage>;
      if (deploymentId !== undefined) {
        served.set(key, deploymentId);
      }
      return json({ ...stage, deploymentId: served.get(key) });
    },
  };
}

/** Replaces a stage, because moto can't change one. */
async function changedStage(request: ApiRequest, moto: AskMoto): Promise<ApiRequest> {
  const { path, body } = request;
  const [, stages = ""] = STAGE.exec(path) ?? [];
  const stage = (await moto("GET", path)) as Stage;
  await moto("DELETE", path);
  const changes = JSON.parse(body.toString()) as object;
  return { ...request, method: "POST", path: stages, body: json({ ...stage, ...changes }) };
}

interface Stage {
  readonly stageName: string;
  readonly deploymentId?: string;
}

const DEPLOYMENT = /^(\/v2\/apis\/[^/]+)\/deployments(?:\/([^/?]+))?$/;
const STAGE = /^(\/v2\/apis\/[^/]+\/stages)(?:\/([^/?]+))?$/;

const json = (value: object) => Buffer.from(JSON.stringify(value));
