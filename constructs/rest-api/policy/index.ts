export { PolicyDocument, type PolicyStatement, type Principals } from "./policy-document";
