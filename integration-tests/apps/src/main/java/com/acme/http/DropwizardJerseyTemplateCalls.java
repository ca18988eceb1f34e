package com.acme.http;

import javax.ws.rs.client.ClientBuilder;
import javax.ws.rs.core.Configuration;

/** Jersey 2 with Dropwizard's connector, by a template. */
public final class DropwizardJerseyTemplateCalls extends JerseyTemplateCalls {
  public DropwizardJerseyTemplateCalls() {
    super(ClientBuilder.newClient((Configuration) DropwizardConnector.configuration()));
  }
}
