package dev.tachograph.agent.export.jmx;

import dev.tachograph.agent.export.AdoptFailures;
import dev.tachograph.agent.export.CollectFailures;
import dev.tachograph.agent.export.Descriptors;
import dev.tachograph.agent.export.RegularFile;
import dev.tachograph.agent.export.ScrapeRegistry;
import dev.tachograph.agent.export.SecondaryFamilies;
import dev.tachograph.agent.log.AgentLog;
import io.prometheus.jmx.JmxCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The families that a file of jmx_exporter's makes of MBeans, by the collector of that agent.
 *
 * <p>The collector is made at the first scrape or file after the application's main has begun: it
 * asks for the platform MBean server, and a system property that application servers set in their
 * main chooses that server, once and for all. The collector itself notices when the file changes. A
 * file that it refuses is read again once it has changed. Thread-safe.
 */
public final class JmxMetrics implements SecondaryFamilies {
  /** A connection to another JVM, which is not what an agent is for. */
  private static final String[] REMOTE = {"jmxUrl", "hostPort"};

  private final Path file;
  private final BooleanSupplier mainHasBegun;
  private final CollectFailures failures;
  private final AdoptFailures clashes;
  private @Nullable ScrapeRegistry families;

  /** When the file was last changed that was refused; 0 before. */
  private long refused;

  public JmxMetrics(
      Path file, BooleanSupplier mainHasBegun, CollectFailures failures, AdoptFailures clashes) {
    this.file = file;
    this.mainHasBegun = mainHasBegun;
    this.failures = failures;
    this.clashes = clashes;
  }

  @Override
  public MetricSnapshots collect(Predicate<String> includedNames) {
    ScrapeRegistry known = families();
    return known == null ? new MetricSnapshots() : known.scrape(includedNames, null);
  }

  @Override
  public void clash(Collection<String> families) {
    clashes.clash(families);
  }

  private synchronized @Nullable ScrapeRegistry families() {
    File readable = file.toFile();
    if (families == null
        && mainHasBegun.getAsBoolean()
        && Descriptors.areLeft()
        && (refused == 0 || readable.lastModified() != refused)) {
      try {
        refuseRemote();
        ScrapeRegistry fresh = new ScrapeRegistry(failures);
        // Not as an agent: the collector of one would end the JVM.
        new JmxCollector(readable).register(fresh);
        families = fresh;
      } catch (Exception | LinkageError e) {
        refused = Math.max(1, readable.lastModified());
        AgentLog.error("there are no metrics of MBeans: jmx.config = " + file + ": " + reason(e));
      }
    }
    return families;
  }

  private void refuseRemote() throws IOException {
    String text = new String(RegularFile.read(file.toString()), StandardCharsets.UTF_8);
    Object settings = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    for (String key : REMOTE) {
      if (settings instanceof Map && ((Map<?, ?>) settings).containsKey(key)) {
        throw new IllegalArgumentException(
            key + " is for another JVM, and this agent reads the MBeans of its own");
      }
    }
  }

  private static String reason(Throwable e) {
    return e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : e.toString();
  }
}
