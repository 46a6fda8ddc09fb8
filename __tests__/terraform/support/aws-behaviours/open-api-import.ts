import { AwsBehaviour } from "./behaviour";

/** What fails on warnings is AWS's importer; moto would check the document by the specification. */
export function openApiImport(): AwsBehaviour {
  return {
    before: (request) => ({
      ...request,
      path: request.path.replace("failonwarnings=true", "failonwarnings=false"),
    }),
  };
}
