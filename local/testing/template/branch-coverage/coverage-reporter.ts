import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FOLDER_VARIABLE, readRecords } from "./records";
import { templateFiles } from "./template-files";
import { uncoveredLines } from "./uncovered";

/** What it reads of jest's `Config.GlobalConfig`. */
export interface JestConfig {
  readonly rootDir: string;
  readonly testPathPatterns: { isSet(): boolean };
  readonly testNamePattern?: string;
  readonly onlyChanged: boolean;
  readonly onlyFailures: boolean;
  readonly findRelatedTests: boolean;
  readonly shard?: object;
}

/**
 * A jest reporter: lists the branches of mapping templates that no test ran. Test processes write
 * into a folder which branches `renderTemplate` and served requests ran.
 */
export class TemplateCoverageReporter {
  private folder = "";

  constructor(private readonly config: JestConfig) {}

  /** Jest starts its workers afterwards, with this environment. */
  onRunStart(): void {
    this.folder = mkdtempSync(path.join(tmpdir(), "template-coverage-"));
    process.env[FOLDER_VARIABLE] = this.folder;
  }

  onRunComplete(): void {
    const ran = readRecords(this.folder);
    rmSync(this.folder, { recursive: true, force: true });
    const lines = uncoveredLines(templateFiles(this.config.rootDir), ran, this.isWholeRun());
    if (lines.length > 0) {
      const text = [
        "Branches of mapping templates that no test ran:",
        ...lines.map((line) => `  ${line}`),
      ];
      process.stderr.write(`\n${text.join("\n")}\n`);
    }
  }

  private isWholeRun(): boolean {
    const { testPathPatterns, testNamePattern, shard, ...only } = this.config;
    const isNamed = testPathPatterns.isSet() || Boolean(testNamePattern);
    return !(isNamed || shard || only.onlyChanged || only.onlyFailures || only.findRelatedTests);
  }
}
