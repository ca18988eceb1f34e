package datadog.trace.instrumentation.tested;

import com.rabbitmq.client.Consumer;
import org.jspecify.annotations.Nullable;

/** As the consumer that an agent gives to RabbitMQ's client. */
public class TracedConsumer implements Consumer {
  public final String queue = "mail";
  public @Nullable Consumer delegate;

  public TracedConsumer(@Nullable Consumer delegate) {
    this.delegate = delegate;
  }

  /** Nobody knows to which of the two it hands on. */
  public static final class Choosing extends TracedConsumer {
    public final Consumer other;

    public Choosing(Consumer delegate, Consumer other) {
      super(delegate);
      this.other = other;
    }
  }
}
