import type { AwsBehaviour } from "./behaviour";

/**
 * AWS keeps the canary settings of a stage, which moto 5.2 drops. Without them, every plan would set
 * them again.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html
 */
export function keepCanarySettings(): AwsBehaviour {
  const canaries = new Map<string, object>();
  return {
    after: ({ method, path, body: sent }, { status, body }) => {
      const [, stages, name] = STAGE.exec(path) ?? [];
      if (status >= 300 || stages === undefined || method === "DELETE") {
        return body;
      }
      if (method === "POST") {
        const { stageName, canarySettings } = JSON.parse(sent.toString()) as NewStage;
        if (canarySettings) {
          canaries.set(`${stages}/${stageName}`, canarySettings);
        }
      }
      const canarySettings = name && canaries.get(`${stages}/${name}`);
      return canarySettings
        ? Buffer.from(
            JSON.stringify({ ...(JSON.parse(body.toString()) as object), canarySettings }),
          )
        : body;
    },
  };
}

interface NewStage {
  readonly stageName: string;
  readonly canarySettings?: object;
}

const STAGE = /^(\/restapis\/[^/]+\/stages)(?:\/([^/?]+))?$/;
