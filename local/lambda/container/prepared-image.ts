import type { ContainerImage } from "../config/function-config";
import type { PreparedImage } from "./container-command";
import { findContainerEngine, inspectImage } from "./container-engine";

/** @throws Error that says what to install, or how to get the image */
export async function prepareImage(image: ContainerImage): Promise<PreparedImage> {
  const engine = await findContainerEngine();
  return { engine, image, inspected: await inspectImage(engine, image.uri) };
}
