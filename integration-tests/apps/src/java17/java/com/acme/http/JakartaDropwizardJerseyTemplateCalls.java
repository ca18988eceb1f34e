package com.acme.http;

import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Configuration;

/** Jersey 3 with Dropwizard's connector, by a template. */
public final class JakartaDropwizardJerseyTemplateCalls extends JakartaJerseyTemplateCalls {
  public JakartaDropwizardJerseyTemplateCalls() {
    super(ClientBuilder.newClient((Configuration) DropwizardConnector.configuration()));
  }
}
