import { probeInterpreter } from "../lambda/code/interpreter";

/**
 * The Python that has moto: `python3` of PATH.
 * @returns path of the program itself, not of a version manager's shim, which is slow each time;
 * undefined if moto isn't installed
 */
export async function findMotoPython(): Promise<string | undefined> {
  const python = await probeInterpreter("python", "python3");
  return python?.hasMoto ? python.path : undefined;
}
