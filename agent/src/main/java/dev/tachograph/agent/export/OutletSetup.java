package dev.tachograph.agent.export;

import dev.tachograph.agent.export.graphite.GraphiteOptions;
import dev.tachograph.agent.export.graphite.GraphiteOutlet;
import dev.tachograph.agent.export.outlet.OutletRunner;
import dev.tachograph.agent.export.outlet.Outlets;
import dev.tachograph.agent.export.push.PushOptions;
import dev.tachograph.agent.export.push.PushOutlet;
import java.util.function.BooleanSupplier;

/**
 * Makes the outlets that send at an interval. A separate class, because linking it loads classes
 * that a start without such an outlet does not need.
 */
final class OutletSetup {
  private OutletSetup() {}

  /** Starts the outlets that the options switch on. */
  static AutoCloseable start(
      ExporterOptions options,
      ScrapeSource source,
      ExportFailures failures,
      BooleanSupplier mainHasBegun) {
    Outlets outlets = new Outlets();
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
    outlets.start(options.jvmEnd);
    return outlets;
  }
}
