package dev.tachograph.agent.export;

import dev.tachograph.agent.export.discovery.DiscoveryOptions;
import dev.tachograph.agent.export.discovery.DiscoveryOutlet;
import dev.tachograph.agent.export.graphite.GraphiteOptions;
import dev.tachograph.agent.export.graphite.GraphiteOutlet;
import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.MetricsEndpoint;
import dev.tachograph.agent.export.outlet.OutletRunner;
import dev.tachograph.agent.export.outlet.Outlets;
import dev.tachograph.agent.export.push.PushOptions;
import dev.tachograph.agent.export.push.PushOutlet;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the outlets that send at an interval. A separate class, because linking it loads classes
 * that a start without such an outlet does not need.
 */
final class OutletSetup {
  /** A check that nearly always finds that nothing has changed. */
  private static final Duration LOOK_FOR_PORT = Duration.ofSeconds(1);

  private static final Duration FILE_TIMEOUT = Duration.ofSeconds(5);

  private OutletSetup() {}

  /** Starts the outlets that the options switch on. */
  static AutoCloseable start(
      ExporterOptions options,
      ScrapeSource source,
      @Nullable MetricsEndpoint endpoint,
      ExportFailures failures,
      BooleanSupplier mainHasBegun) {
    Outlets outlets = new Outlets(options.beforeLast);
    PushOptions push = options.push;
    if (push != null) {
      outlets.add(
          new OutletRunner(
              new PushOutlet(push, source, options.unlogged),
              push.interval(),
              push.timeout(),
              failures,
              mainHasBegun));
    }
    GraphiteOptions graphite = options.graphite;
    if (graphite != null) {
      outlets.add(
          new OutletRunner(
              new GraphiteOutlet(graphite, source),
              graphite.interval(),
              graphite.timeout(),
              failures,
              mainHasBegun));
    }
    DiscoveryOptions discovery = options.discovery;
    HttpOptions http = options.http;
    if (discovery != null && http != null && endpoint != null) {
      outlets.add(
          new OutletRunner(
              new DiscoveryOutlet(discovery, http.tls() == null ? "http" : "https", endpoint::port),
              LOOK_FOR_PORT,
              FILE_TIMEOUT,
              failures,
              () -> true));
    }
    outlets.start(options.jvmEnd);
    return outlets;
  }
}
