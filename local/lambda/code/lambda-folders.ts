/** Where the folders of a function are on this machine. */
export interface LambdaFolders {
  /** The code: `/var/task` on AWS. */
  readonly taskRoot: string;
  /** The merged layers: `/opt` on AWS. */
  readonly opt: string;
}

/** A path as Lambda has it, on this machine. */
export function localPath(file: string, { taskRoot, opt }: LambdaFolders): string {
  return file.replace(/^\/opt(?=\/|$)/, () => opt).replace(/^\/var\/task(?=\/|$)/, () => taskRoot);
}
