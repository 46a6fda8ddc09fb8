import { evaluate } from "../expression/evaluate";
import { parseTemplate } from "../expression/parse";
import { closedScope } from "../expression/scope";
import type { Computed } from "./compute";

/**
 * A template as `templatefile` renders it, in configurations that are older than that function.
 * @see https://registry.terraform.io/providers/hashicorp/template/latest/docs/data-sources/file
 */
export const templateFile: Computed = {
  "data.template_file": {
    rendered: (source, { folder, dependsOn }) => {
      const scope = closedScope({ folder, dependsOn }, source.map("vars"));
      return evaluate(parseTemplate(source.string("template") ?? ""), scope);
    },
  },
};
