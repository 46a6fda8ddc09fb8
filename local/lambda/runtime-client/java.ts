import type { LambdaFolders } from "../code/lambda-folders";
import { inHome, newestFile } from "./installed";
import { programOutput } from "./program-output";
import type { ClientFunction, RuntimeClient } from "./runtime-client";

const CLIENT = "aws-lambda-java-runtime-interface-client";
const JARS = [CLIENT, "aws-lambda-java-core", "aws-lambda-java-serialization"];
const MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

/**
 * AWS's client for Java, from Maven's local repository. It loads the handler from the working folder
 * and the jars in its `lib`.
 * @see https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client
 */
export async function findJavaClient(
  { runtime, handler, memoryMegabytes }: ClientFunction,
  { opt }: LambdaFolders,
): Promise<RuntimeClient> {
  const properties = await programOutput("java", ["-XshowSettings:properties", "-version"]);
  const version = propertyIn(properties, "java.version")?.replace(/^1\./, "");
  const home = propertyIn(properties, "java.home");
  if (version === undefined || home === undefined) {
    throw new Error(
      `${runtime} needs java on PATH, and it doesn't run. Install Java ${/\d+/.exec(runtime)?.[0]}.`,
    );
  }
  const jars = JARS.map((name) =>
    newestFile(inHome(".m2/repository/com/amazonaws", name), (one) => `${name}-${one}.jar`),
  );
  if (jars.includes(undefined)) {
    throw new Error(
      `${runtime} needs AWS's runtime interface client for Java, and Maven's local repository doesn't have it. Run mvn dependency:get -Dartifact=com.amazonaws:${CLIENT}:LATEST`,
    );
  }
  const path = `${home}/bin/java`;
  const options = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", heapLimit(memoryMegabytes)];
  const classPath = [...jars, `${opt}/java/lib/*`].join(":");
  return { version, path, command: [path, ...options, "-cp", classPath, MAIN, handler] };
}

/** Without this option, Java sizes its heap by the machine's memory, not the function's. */
function heapLimit(memoryMegabytes: number): string {
  return `-Xmx${Math.floor(memoryMegabytes * 0.85)}m`;
}

function propertyIn(properties: string | undefined, name: string): string | undefined {
  return properties
    ?.split("\n")
    .map((line) => line.trim().split(" = "))
    .find(([property]) => property === name)?.[1];
}
