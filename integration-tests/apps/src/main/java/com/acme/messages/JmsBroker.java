package com.acme.messages;

import java.lang.reflect.Method;

/** A broker within the program. */
final class JmsBroker {
  private static final String ARTEMIS = "org.apache.activemq.artemis.";
  private static final String IN_VM = "vm://0";

  private JmsBroker() {}

  /** Starts a broker, and returns the factory of connections to it: of javax, or of jakarta. */
  static Object start(String name) throws Exception {
    return name.equals("artemis") ? artemis() : classic();
  }

  private static Object classic() throws Exception {
    String broker = "vm://acme?broker.persistent=false&broker.useJmx=false";
    String policy = "&jms.redeliveryPolicy.";
    String soon = policy + "initialRedeliveryDelay=10" + policy + "redeliveryDelay=10";
    String twice = policy + "maximumRedeliveries=2";
    return Class.forName("org.apache.activemq.ActiveMQConnectionFactory")
        .getConstructor(String.class)
        .newInstance(broker + soon + twice);
  }

  private static Object artemis() throws Exception {
    Class<?> configurationType = Class.forName(ARTEMIS + "core.config.Configuration");
    Object configuration =
        Class.forName(ARTEMIS + "core.config.impl.ConfigurationImpl")
            .getDeclaredConstructor()
            .newInstance();
    Class<?>[] flag = {boolean.class};
    configurationType.getMethod("setPersistenceEnabled", flag).invoke(configuration, false);
    configurationType.getMethod("setSecurityEnabled", flag).invoke(configuration, false);
    configurationType
        .getMethod("addAcceptorConfiguration", String.class, String.class)
        .invoke(configuration, "in-vm", IN_VM);
    giveUp(configurationType, configuration);
    Class<?> serverType = Class.forName(ARTEMIS + "core.server.embedded.EmbeddedActiveMQ");
    Object server = serverType.getDeclaredConstructor().newInstance();
    serverType.getMethod("setConfiguration", configurationType).invoke(server, configuration);
    serverType.getMethod("start").invoke(server);
    return Class.forName(ARTEMIS + "jms.client.ActiveMQConnectionFactory")
        .getConstructor(String.class)
        .newInstance(IN_VM);
  }

  /** As the other broker does it by default, but for the number of attempts. */
  private static void giveUp(Class<?> configurationType, Object configuration) throws Exception {
    Class<?> settingsType = Class.forName(ARTEMIS + "core.settings.impl.AddressSettings");
    Object settings = settingsType.getDeclaredConstructor().newInstance();
    Class<?> stringType = Class.forName(ARTEMIS + "api.core.SimpleString");
    Object dead = stringType.getMethod("toSimpleString", String.class).invoke(null, "ActiveMQ.DLQ");
    settingsType.getMethod("setDeadLetterAddress", stringType).invoke(settings, dead);
    settingsType.getMethod("setMaxDeliveryAttempts", int.class).invoke(settings, 3);
    // The later versions have corrected its name.
    for (Method method : configurationType.getMethods()) {
      if (method.getName().matches("addAddress(es)?Settings?") && method.getParameterCount() == 2) {
        method.invoke(configuration, "doomed", settings);
        return;
      }
    }
    throw new NoSuchMethodException("addAddressSetting");
  }
}
