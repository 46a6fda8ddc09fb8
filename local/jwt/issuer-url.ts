const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether keys may be fetched from a URL: by https, or by plain http from this machine. */
export function isTrustworthy(url: string): boolean {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : NO_URL;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}

const NO_URL = { protocol: "", hostname: "" };

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
}
