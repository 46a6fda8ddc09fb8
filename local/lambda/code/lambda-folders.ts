/** The folders of a function on this machine. */
export interface LambdaFolders {
  /** The code: `/var/task` on AWS. */
  readonly taskRoot: string;
  /** The merged layers: `/opt` on AWS. */
  readonly opt: string;
}

/** The path on this machine for a path on Lambda. */
export function localPath(file: string, { taskRoot, opt }: LambdaFolders): string {
  return file.replace(/^\/opt(?=\/|$)/, () => opt).replace(/^\/var\/task(?=\/|$)/, () => taskRoot);
}
