package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.support.OtherAgents;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The consumers of RabbitMQ's client that are within others. Agents that trace give the client a
 * consumer of their own, which holds the program's in a field: on the way through each channel that
 * is around another, and before or after Tachograph sees it. So a consumer is known by the
 * innermost one. Only the classes of such agents are gone through: a consumer of the program's own
 * may hold another for whatever reason.
 */
final class WrappedConsumers extends ClassValue<Object> {
  private static final String CONSUMER = "com.rabbitmq.client.Consumer";
  private static final Object NONE = new Object();

  /** More around one consumer than that are a circle. */
  private static final int MANY = 16;

  private static final WrappedConsumers FIELDS = new WrappedConsumers();

  private WrappedConsumers() {}

  /** The consumer that the others only hand on to; the consumer itself if it is no other's. */
  static Object innermost(Object consumer) {
    Object innermost = consumer;
    for (int i = 0; i < MANY; i++) {
      Object within = within(innermost);
      if (within == null) {
        return innermost;
      }
      innermost = within;
    }
    return consumer;
  }

  private static @Nullable Object within(Object consumer) {
    Object field = FIELDS.get(consumer.getClass());
    try {
      return field instanceof Field ? ((Field) field).get(consumer) : null;
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  /** The one field that holds a consumer, or {@link #NONE}. */
  @Override
  protected Object computeValue(Class<?> type) {
    if (!OtherAgents.isTheirs(type.getName())) {
      return NONE;
    }
    Object found = NONE;
    try {
      for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
        for (Field field : owner.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())
              && field.getType().getName().equals(CONSUMER)) {
            if (found != NONE) {
              return NONE;
            }
            field.setAccessible(true);
            found = field;
          }
        }
      }
    } catch (RuntimeException | LinkageError e) {
      // Java does not let it be read, or a class that the type names is missing.
      return NONE;
    }
    return found;
  }
}
