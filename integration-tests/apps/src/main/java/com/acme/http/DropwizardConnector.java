package com.acme.http;

import java.lang.reflect.Proxy;

/** Dropwizard's connector between Jersey and Apache's client, in the versions of both. */
final class DropwizardConnector {
  private static final String CONNECTOR = "io.dropwizard.client.DropwizardApacheConnector";
  private static final String JERSEY = "org.glassfish.jersey.client.";

  private DropwizardConnector() {}

  /** A configuration of Jersey's with that connector. */
  static Object configuration() {
    try {
      Class<?> provider = Class.forName(JERSEY + "spi.ConnectorProvider");
      Object connector = connector();
      Object providing =
          Proxy.newProxyInstance(
              provider.getClassLoader(),
              new Class<?>[] {provider},
              (proxy, method, arguments) -> connector);
      Class<?> configuration = Class.forName(JERSEY + "ClientConfig");
      return configuration
          .getMethod("connectorProvider", provider)
          .invoke(configuration.getDeclaredConstructor().newInstance(), providing);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object connector() throws ReflectiveOperationException {
    String clients =
        HttpProgram.class.getClassLoader().getResource("org/apache/hc/client5") == null
            ? "org.apache.http.impl.client.HttpClients"
            : "org.apache.hc.client5.http.impl.classic.HttpClients";
    Object client = Class.forName(clients).getMethod("createDefault").invoke(null);
    return Class.forName(CONNECTOR).getConstructors()[0].newInstance(client, null, false);
  }
}
