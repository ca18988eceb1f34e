package dev.tachograph.agent.config.source;

import dev.tachograph.agent.config.value.Numbers;

/**
 * Recognizes the variables that Kubernetes gives to every container beside a service. Those of a
 * service called {@code tachograph}, or {@code tachograph-http}, begin like the agent's own, but no
 * user has written them.
 *
 * <p>A service has {@code <NAME>_SERVICE_HOST}, {@code _SERVICE_PORT}, {@code
 * _SERVICE_PORT_<PORTNAME>}, {@code _PORT}, and for each port {@code _PORT_<NUMBER>_<PROTOCOL>}
 * with nothing, {@code _PROTO}, {@code _PORT} and {@code _ADDR} behind it. This class checks the
 * values as well, so that a misspelt key is still reported.
 */
final class KubernetesService {
  private static final String[] PROTOCOLS = {"TCP", "UDP", "SCTP"};

  private KubernetesService() {}

  /** Whether Kubernetes has set this variable for a service. */
  static boolean sets(String variable, String value) {
    if (isAddress(value)) {
      return variable.endsWith("_PORT") || isPortWithProtocol(variable);
    }
    if (variable.endsWith("_SERVICE_HOST") || endsLikeAPort(variable, "_ADDR")) {
      return isIpAddress(value);
    }
    if (endsLikeAPort(variable, "_PROTO")) {
      return isProtocol(value);
    }
    boolean portNumber =
        variable.endsWith("_SERVICE_PORT")
            || variable.contains("_SERVICE_PORT_")
            || endsLikeAPort(variable, "_PORT");
    return portNumber && Numbers.wholeNumber(value) > 0;
  }

  /** Such as {@code tcp://10.0.0.1:8080}. */
  static boolean isAddress(String value) {
    int end = value.indexOf("://");
    return end > 0 && isProtocol(value.substring(0, end));
  }

  private static boolean isProtocol(String text) {
    for (String protocol : PROTOCOLS) {
      if (protocol.equalsIgnoreCase(text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsLikeAPort(String variable, String suffix) {
    return variable.endsWith(suffix)
        && isPortWithProtocol(variable.substring(0, variable.length() - suffix.length()));
  }

  /** Whether it ends in {@code _PORT_<NUMBER>_<PROTOCOL>}. */
  private static boolean isPortWithProtocol(String variable) {
    int protocol = variable.lastIndexOf('_');
    int number = variable.lastIndexOf('_', protocol - 1);
    return number > 0
        && variable.startsWith("_PORT", number - "_PORT".length())
        && Numbers.wholeNumber(variable.substring(number + 1, protocol)) > 0
        && isProtocol(variable.substring(protocol + 1));
  }

  private static boolean isIpAddress(String text) {
    boolean separated = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      separated |= c == '.' || c == ':';
      if (c != '.' && c != ':' && Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return separated;
  }
}
