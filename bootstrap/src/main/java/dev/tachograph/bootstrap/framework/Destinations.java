package dev.tachograph.bootstrap.framework;

import org.jspecify.annotations.Nullable;

/** The task types of queues, topics and subjects. */
final class Destinations {
  /** The task type of all that were made for one program, and whose name nobody chose. */
  static final String TEMPORARY = "{temporary}";

  private static final String LEARNED = "{*}";

  private Destinations() {}

  /** The task type of a name: ids in it are placeholders. */
  static String typeOf(@Nullable String name) {
    if (name != null && isMadeUp(name)) {
      return TEMPORARY;
    }
    String type = FrameworkMetrics.current().typeOfName(name);
    return isId(type) ? TEMPORARY : type;
  }

  /** RabbitMQ, Spring AMQP and NATS begin names so. */
  static boolean isMadeUp(String name) {
    return name.startsWith("amq.gen-")
        || name.startsWith("spring.gen-")
        || name.startsWith("_INBOX.");
  }

  /** Whether a name was nothing but an id. */
  private static boolean isId(String type) {
    return type.charAt(0) == '{' && type.indexOf('}') == type.length() - 1 && !type.equals(LEARNED);
  }
}
