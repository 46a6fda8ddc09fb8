import { Token } from "cdktf";
import type { Construct } from "constructs";
import { literal } from "../../core/literal";
import { checkKind, required, string } from "../../core/props";
import { refuse } from "../../core/refusal";
import { handlerFiles } from "../handler-file";
import { isKnown } from "../../core/known";
import { archive } from "../packaging/archive";
import type { Code, CodeConfig, FunctionFacts } from "./code";

const MAX_BYTES = 4 * 1024 * 1024;

/** A single file, whose text is part of the synthesised Terraform. */
export class InlineCode implements Code {
  readonly packageType = "Zip";

  constructor(private readonly text: string) {}

  bind(scope: Construct, facts: FunctionFacts): CodeConfig {
    this.checkText(scope);
    return archive(scope, {
      source: [{ content: literal(this.text), filename: fileName(scope, facts) }],
    });
  }

  private checkText(scope: Construct): void {
    checkKind(scope, "inline code", this.text, required(string));
    const bytes = Buffer.byteLength(this.text);
    if (Token.isUnresolved(this.text)) {
      refuse(scope, {
        what: "inline code",
        value: this.text,
        allowed: "plain text that is known at synth",
        fix: "Pass values that are known only at apply as environment variables.",
      });
    }
    if (bytes > 0 && bytes <= MAX_BYTES) {
      return;
    }
    refuse(scope, {
      what: "size of inline code",
      value: bytes,
      allowed: `1 to ${MAX_BYTES} bytes`,
      fix: "Keep the code in a folder and use Code.fromAsset.",
    });
  }
}

function fileName(scope: Construct, facts: FunctionFacts): string {
  const isScript =
    facts.packageType === "Zip" &&
    ["python", "nodejs"].includes(facts.runtime.family) &&
    isKnown(facts.handler);
  const name = isScript ? handlerFiles(facts.runtime, facts.handler)?.[0] : undefined;
  return (
    name ??
    refuse(scope, {
      what: "inline code",
      value: facts.packageType === "Zip" ? `${facts.runtime.name}, ${facts.handler}` : "image",
      allowed: "Python or Node.js, with a handler <file>.<function> that is known at synth",
      fix: "Keep the code in a folder and use Code.fromAsset.",
    })
  );
}
