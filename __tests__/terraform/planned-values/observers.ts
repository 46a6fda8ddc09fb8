import { writeFileSync } from "node:fs";
import path from "node:path";
import type { RawModule } from "../../../local/terraform/read/raw-module";
import { StackError } from "../../../local/terraform";

/**
 * Adds a resource for each variable, local value and output of a module, and for each output of the
 * modules that it calls: the values in a plan are those of resources.
 */
export function addObservers(module: RawModule, seen = new Set<string>()): void {
  if (seen.has(module.folder)) {
    return;
  }
  seen.add(module.folder);
  const called = module.moduleCalls.flatMap((call) =>
    call.module instanceof StackError ? [] : [{ ...call, module: call.module }],
  );
  const values = [
    ...Object.keys(module.variables).map((name) => [`var_${name}`, `var.${name}`]),
    ...Object.keys(module.locals).map((name) => [`local_${name}`, `local.${name}`]),
    ...called.flatMap(({ name, block, module: { outputs } }) =>
      Object.keys(outputs).map((output) => [
        `module_${name}_${output}`,
        outputOf(`module.${name}`, output, "count" in block || "for_each" in block),
      ]),
    ),
  ];
  const observers = [
    ...values.map(([name, value]) => [name, { input: `\${${value}}` }]),
    ...Object.entries(module.outputs).map(([name, { value = null }]) => [
      `output_${name}`,
      { input: value },
    ]),
  ];
  const resource = { terraform_data: Object.fromEntries(observers) as object };
  if (observers.length > 0) {
    writeFileSync(path.join(module.folder, "observers.tf.json"), JSON.stringify({ resource }));
  }
  called.forEach((call) => addObservers(call.module, seen));
}

function outputOf(module: string, output: string, isRepeated: boolean): string {
  return isRepeated ? `[for instance in ${module} : instance.${output}]` : `${module}.${output}`;
}
