package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.DiscoveryKeys;
import dev.tachograph.agent.config.keys.GraphiteKeys;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.config.keys.LabelKeys;
import dev.tachograph.agent.config.keys.ProcessKeys;
import dev.tachograph.agent.config.keys.PushKeys;
import dev.tachograph.agent.config.keys.TextfileKeys;
import dev.tachograph.agent.export.ExporterOptions;
import dev.tachograph.agent.export.discovery.DiscoveryOptions;
import dev.tachograph.agent.export.graphite.GraphiteOptions;
import dev.tachograph.agent.export.http.AuthFiles;
import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.mount.MountOptions;
import dev.tachograph.agent.export.push.InstanceLabel;
import dev.tachograph.agent.export.push.PushOptions;
import dev.tachograph.agent.export.textfile.TextfileContent;
import dev.tachograph.agent.log.AgentLog;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the configuration into the options of outlets that are off by default. A separate class,
 * because a start without them does not need it.
 */
final class ConfiguredOutlets {
  private static final int LINE_PORT = 2003;
  private static final int PICKLE_PORT = 2004;

  private final AgentConfig config;
  private final Instrumentation instrumentation;

  ConfiguredOutlets(AgentConfig config, Instrumentation instrumentation) {
    this.config = config;
    this.instrumentation = instrumentation;
  }

  /**
   * The options of the endpoint on the application's own web servers; null if the token cannot be
   * read, without which nobody could ask.
   */
  static @Nullable MountOptions mount(
      String path, AgentConfig config, Instrumentation instrumentation) {
    HttpOptions http =
        new HttpOptions("localhost", 0, 1)
            .allowedHosts(new HashSet<>(config.get(HttpKeys.ALLOWED_HOSTS)))
            .unlogged(SecurityLog.of(instrumentation));
    Long answerMemory = config.find(HttpKeys.ANSWER_MEMORY);
    if (answerMemory != null) {
      http.answerMemory(answerMemory);
    }
    String bearerFile = config.find(HttpKeys.MOUNT_BEARER_FILE);
    if (bearerFile != null) {
      if (!hasText(bearerFile)) {
        AgentLog.error(
            "there is no http.mount: http.mount.bearer-file = "
                + bearerFile
                + " cannot be read, or is empty");
        return null;
      }
      http.auth(new AuthFiles(null, null, bearerFile));
    }
    return new MountOptions(path, config.get(HttpKeys.MOUNT_ALLOW), http);
  }

  private static boolean hasText(String file) {
    try {
      Path path = Path.of(file);
      return Files.isReadable(path) && Files.size(path) > 0;
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  void addTo(ExporterOptions options) {
    String url = config.find(PushKeys.URL);
    if (url != null) {
      options.push(
          push(URI.create(url)), url.startsWith("https") ? SecurityLog.of(instrumentation) : null);
      options.jvmEnd(new LastStage(instrumentation));
      options.beforeLast(new LastLook());
    }
    String host = config.find(GraphiteKeys.HOST);
    if (host != null) {
      options.graphite(graphite(host));
      options.jvmEnd(new LastStage(instrumentation));
      options.beforeLast(new LastLook());
    }
    String directory = config.find(DiscoveryKeys.DIRECTORY);
    if (directory != null) {
      addDiscovery(options, directory);
    }
    options.labels(config.all(LabelKeys.CONSTANT));
    options.watched(config.all(ProcessKeys.PID_FILE));
    options.textfileContent(
        TextfileContent.of(
            config.get(TextfileKeys.INCLUDE),
            config.all(TextfileKeys.LABEL),
            config.get(TextfileKeys.MODE)));
  }

  private void addDiscovery(ExporterOptions options, String directory) {
    if (!config.get(HttpKeys.ENABLED)) {
      AgentLog.warn("discovery.directory has no effect: there is no endpoint to announce");
      return;
    }
    try {
      options.discovery(
          new DiscoveryOptions(
              Path.of(directory), announcedHost(), config.all(DiscoveryKeys.LABEL)));
      options.jvmEnd(new LastStage(instrumentation));
    } catch (InvalidPathException e) {
      AgentLog.error("the endpoint is not announced: " + e.getMessage());
    }
  }

  private String announcedHost() {
    String host = config.find(DiscoveryKeys.HOST);
    String bound = config.get(HttpKeys.HOST);
    if (host != null) {
      return host;
    }
    return bound.equals("0.0.0.0") || bound.equals("::") ? InstanceLabel.hostName() : bound;
  }

  private GraphiteOptions graphite(String host) {
    GraphiteKeys.Protocol protocol = config.get(GraphiteKeys.PROTOCOL);
    Integer port = config.find(GraphiteKeys.PORT);
    String prefix = config.find(GraphiteKeys.PREFIX);
    return new GraphiteOptions(
        host,
        port != null ? port : protocol == GraphiteKeys.Protocol.PICKLE ? PICKLE_PORT : LINE_PORT,
        GraphiteOptions.Protocol.valueOf(protocol.name()),
        prefix == null ? "" : prefix,
        config.get(GraphiteKeys.TAGS),
        config.get(GraphiteKeys.INTERVAL),
        config.get(GraphiteKeys.TIMEOUT));
  }

  private PushOptions push(URI url) {
    PushOptions push = new PushOptions(url, String.valueOf(config.find(PushKeys.JOB)));
    switch (config.get(PushKeys.INSTANCE)) {
      case IP:
        push.grouping("instance", InstanceLabel.ip(url));
        break;
      case HOSTNAME:
        push.grouping("instance", InstanceLabel.hostName());
        break;
      case UUID:
        push.grouping("instance", InstanceLabel.uuid());
        break;
      case NONE:
        break;
    }
    for (Map.Entry<String, String> label : config.all(PushKeys.GROUPING).entrySet()) {
      push.grouping(label.getKey(), label.getValue());
    }
    if (config.get(PushKeys.ADD)) {
      push.add();
    }
    if (config.get(PushKeys.DELETE_ON_EXIT)) {
      push.deleteOnExit();
    }
    return push.times(config.get(PushKeys.INTERVAL), config.get(PushKeys.TIMEOUT))
        .basic(config.find(PushKeys.USER), config.find(PushKeys.PASSWORD_FILE))
        .bearer(config.find(PushKeys.BEARER_FILE))
        .headers(config.find(PushKeys.HEADERS_FILE))
        .trust(config.find(PushKeys.TRUST_STORE), config.find(PushKeys.TRUST_STORE_PASSWORD_FILE));
  }
}
