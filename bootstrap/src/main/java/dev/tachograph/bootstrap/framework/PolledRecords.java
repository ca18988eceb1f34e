package dev.tachograph.bootstrap.framework;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Set;

/**
 * Reads what a poll of Kafka's client has brought. No class of the JVM's can name the client's
 * types. An object finds their methods once for each class loader, which alone holds them.
 */
final class PolledRecords extends ClassValue<MethodHandle[]> {
  private static final String PARTITION = "org.apache.kafka.common.TopicPartition";

  PolledRecords() {}

  @Override
  protected MethodHandle[] computeValue(Class<?> records) {
    try {
      Class<?> partition = Class.forName(PARTITION, false, records.getClassLoader());
      return new MethodHandle[] {
        find(records, "partitions", Set.class),
        find(records, "records", List.class, partition),
        find(partition, "topic", String.class)
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle find(
      Class<?> owner, String name, Class<?> result, Class<?>... arguments)
      throws ReflectiveOperationException {
    MethodHandle found =
        MethodHandles.publicLookup()
            .findVirtual(owner, name, MethodType.methodType(result, arguments));
    return found.asType(found.type().generic());
  }

  /** Counts the records of each topic. */
  void count(Object consumer, Object records) throws Throwable {
    MethodHandle[] methods = get(records.getClass());
    Object partitions = methods[0].invokeExact(records);
    for (Object partition : (Set<?>) partitions) {
      Object ofPartition = methods[1].invokeExact(records, partition);
      Object topic = methods[2].invokeExact(partition);
      PollProbe.count(consumer, (String) topic, ((List<?>) ofPartition).size());
    }
  }
}
