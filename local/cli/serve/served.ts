/** What a build yields. */
export interface Built {
  /** Of the stack: the same for each build. */
  readonly folder: string;
  readonly warnings: readonly string[];
}

/** What a command serves: what builds a stack, and its sources. */
export interface Served {
  /** Folder of the CDKTF project that the stack belongs to. @default the stack has no project */
  readonly project?: string;
  /** Builds the stack. When aborted, ends every process that it has started. */
  readonly build: (stop: AbortSignal) => Promise<Built>;
  /** Folders of the stacks that the last build yielded, one of which is probably served now. */
  readonly lastFolders: readonly string[];
  /** Whether the build may read a file, other than to copy it. @default it may read every file */
  readonly mayRead?: (file: string) => boolean;
  /** Files and folders to watch besides the project and those that the stack names. */
  readonly sources: readonly string[];
  /** Files and folders of the project and the sources that aren't watched. */
  readonly ignored: readonly string[];
}
