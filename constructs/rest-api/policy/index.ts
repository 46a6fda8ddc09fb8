export {
  PolicyDocument,
  type PolicyDocumentProps,
  type PolicyStatement,
  type Principals,
} from "./policy-document";
