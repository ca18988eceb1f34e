package dev.tachograph.bootstrap.framework;

import org.jspecify.annotations.Nullable;

/** The task types of queues, topics and subjects. */
final class Destinations {
  /** The task type of all that were made for one program, and whose name nobody chose. */
  static final String TEMPORARY = "{temporary}";

  private static final String LEARNED = "{*}";
  private static final String SCHEME = "://";
  private static final String DEFAULT_NAMESPACE = "public/default/";
  private static final String PARTITION = "-partition-";

  private Destinations() {}

  /** The task type of a name: ids in it are placeholders. */
  static String typeOf(@Nullable String name) {
    if (name != null && isMadeUp(name)) {
      return TEMPORARY;
    }
    String type = FrameworkMetrics.current().typeOfName(name);
    return isId(type) ? TEMPORARY : type;
  }

  /**
   * A topic as programs may name it for short: without the scheme and the partition, and without
   * tenant and namespace if these are the default.
   */
  static String ofTopic(String name) {
    int scheme = name.indexOf(SCHEME);
    int start = scheme < 0 ? 0 : scheme + SCHEME.length();
    if (name.startsWith(DEFAULT_NAMESPACE, start)) {
      start += DEFAULT_NAMESPACE.length();
    }
    int partition = name.lastIndexOf(PARTITION);
    boolean isPartition = partition > start && isNumber(name, partition + PARTITION.length());
    return name.substring(start, isPartition ? partition : name.length());
  }

  private static boolean isNumber(String name, int start) {
    for (int i = start; i < name.length(); i++) {
      if (!Character.isDigit(name.charAt(i))) {
        return false;
      }
    }
    return start < name.length();
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
