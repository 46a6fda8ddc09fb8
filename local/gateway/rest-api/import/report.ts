import { RULES, type RuleName } from "./rules";

/** A difference between a document and what AWS imports. */
export interface ImportWarning {
  /** The path within the document: `components.schemas.Order.patternProperties`. */
  readonly location: string;
  readonly message: string;
  /** AWS's own warning, which `fail_on_warnings` turns into an error; undefined if none is known. */
  readonly awsWarning: string | undefined;
}

/** An error that AWS rejects the document for, whatever `fail_on_warnings` is. */
export interface ImportError {
  readonly location: string;
  /** In AWS's words. */
  readonly message: string;
}

/** Collects what the rules find while a document is read. */
export class Report {
  readonly warnings: ImportWarning[] = [];
  readonly errors: ImportError[] = [];

  warn(rule: RuleName, location: string, awsWarning?: string): void {
    this.warnings.push({ location, message: RULES[rule].effect, awsWarning });
  }

  reject(location: string, message: string): void {
    this.errors.push({ location, message });
  }
}
