import { ApiGatewayClientCertificate } from "@cdktf/provider-aws/lib/api-gateway-client-certificate";
import { Construct } from "constructs";
import { checkLength } from "../core/checks";
import { escaped } from "../core/literal";
import type { Kinds } from "../core/props";
import { checkConstructProps, string } from "../core/props";

/** Props of `ClientCertificate`. */
export interface ClientCertificateProps {
  /**
   * Up to 1,024 characters.
   * @default none
   */
  readonly description?: string;
}

const KINDS: Kinds<ClientCertificateProps> = { description: string };

/**
 * A certificate that API Gateway makes up and shows to the backends of HTTP integrations, by which
 * they know that a request comes from the API. It expires after 365 days.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html
 */
export class ClientCertificate extends Construct {
  /** The underlying certificate. `resource.pemEncodedCertificate` is what a backend trusts. */
  readonly resource: ApiGatewayClientCertificate;
  readonly clientCertificateId: string;

  /** @throws if the description is too long */
  constructor(scope: Construct, id: string, props: ClientCertificateProps = {}) {
    super(scope, id);
    checkConstructProps(this, ClientCertificate, props, KINDS);
    const { description } = props;
    checkLength(this, "description", description, { max: 1024 });
    this.resource = new ApiGatewayClientCertificate(this, "Resource", {
      description: escaped(description),
    });
    this.clientCertificateId = this.resource.id;
  }
}
