export { createDomains, type CreatedDomains } from "./create-domains";
export { requestedHost } from "./requested-host";
export { ServedDomains } from "./served-domains";
