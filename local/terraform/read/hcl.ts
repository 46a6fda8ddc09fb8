import path from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { StackError } from "../stack-error";
import type { Block } from "./block";
import { CDKTF_FILE } from "./cdktf-metadata";

/** What the thread sends for a file. */
type Outcome = { readonly root: Block } | { readonly problem: string };

/** Loading the parser takes half a second on a slow machine. */
const MOST_MILLISECONDS = 60_000;

const CDKTF_FAULT =
  "Terraform can't read this file either: CDKTF writes text with quotes and references as invalid HCL. Run cdktf synth without --hcl, and remove this file.";
/** A missing quote leads to a problem in each line that follows. */
const MOST_PROBLEMS = 5;

let parser: HclParser | undefined;

/** By the text: modules are called several times, and most files don't change between reloads. */
const parsed = new Map<string, Block>();
const MOST_KEPT = 1000;

/** Starts the parser before there is HCL to parse. */
export function startHclParserEarly(): void {
  parser ??= new HclParser();
}

/**
 * Parses HCL to the blocks and arguments of Terraform's JSON. The first call starts the parser; the
 * same text is parsed once.
 * @throws StackError with a line for each syntax error: file, line and problem
 */
export function parseHcl(file: string, text: string): Block {
  const known = parsed.get(text);
  if (known) {
    return known;
  }
  parser ??= new HclParser();
  const outcome = parser.parse(file, text);
  if ("problem" in outcome) {
    throw new StackError(problems(file, outcome.problem));
  }
  if (parsed.size >= MOST_KEPT) {
    parsed.clear();
  }
  parsed.set(text, outcome.root);
  return outcome.root;
}

/** Waits for a thread, because reading a stack is synchronous: matchers of tests do it, too. */
class HclParser {
  private readonly port: MessagePort;
  private readonly parsed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.unref();
    const worker = new Worker(path.join(__dirname, "hcl-worker.cjs"), {
      workerData: { port: port2, parsed: this.parsed },
      transferList: [port2],
      // What loads TypeScript in this process has no use in that thread.
      execArgv: [],
    });
    worker.unref();
  }

  parse(file: string, text: string): Outcome {
    const before = Atomics.load(this.parsed, 0);
    this.port.postMessage({ file, text });
    if (Atomics.wait(this.parsed, 0, before, MOST_MILLISECONDS) === "timed-out") {
      throw new StackError(`${file} can't be read: the parser of HCL does not respond`);
    }
    return (receiveMessageOnPort(this.port) as { readonly message: Outcome }).message;
  }
}

/** The parser has all problems in one line: `parse config: [a.tf:2,7-3,1: Problem; Detail. a.tf:…]`. */
function problems(file: string, message: string): string {
  const text = message.replace(/^parse config: \[(.*)\]$/s, "$1");
  const all = text
    .split(`${file}:`)
    .filter((part) => part.trim() !== "")
    .map((part) => `${file}:${part.trim().replace(/^(\d+),[\d,-]+:/, "$1:")}`);
  if (path.basename(file) === CDKTF_FILE) {
    // Everything after the first problem follows from it.
    return `${all[0]}\n${CDKTF_FAULT}`;
  }
  const others = all.length - MOST_PROBLEMS;
  const rest = others > 0 ? [`${file}: ${others} more problems, which may follow from these`] : [];
  return [...all.slice(0, MOST_PROBLEMS), ...rest].join("\n");
}
