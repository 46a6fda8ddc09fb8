/** The identity that signed a request. */
export interface Caller {
  readonly accessKey: string;
  readonly accountId: string;
  /** ARN of the user or the assumed role. */
  readonly userArn: string;
  /** `AIDA…` of a user, `AROA…:SESSION` of an assumed role. */
  readonly userId: string;
  /** The organization of the account; null if it has none. */
  readonly principalOrgId: string | null;
}

/** What a caller signs with. */
export interface Credential {
  readonly caller: Caller;
  readonly secretKey: string;
  /** Of temporary credentials: requests must carry it. */
  readonly sessionToken: string | undefined;
}

/** The credentials that the runner accepts, by access key. */
export type Credentials = ReadonlyMap<string, Credential>;

/** Finds what a request may be signed with. */
export interface CredentialSource {
  /** @param sessionToken the one of the request */
  get(accessKey: string, sessionToken?: string): Credential | undefined;
}
