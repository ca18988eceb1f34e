package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Durations;
import dev.tachograph.agent.config.value.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

@Help("The application's own metrics")
public final class AdoptKeys extends KeyGroup {
  public static final KeyGroup GROUP = new AdoptKeys();

  /** The names that {@link #ENABLED} can have. */
  public static final List<String> LIBRARIES =
      Collections.unmodifiableList(
          Arrays.asList(
              "clientjava",
              "dropwizard",
              "dropwizard5",
              "micrometer",
              "simpleclient",
              "smallryemetrics"));

  @Help(
      "whether metrics that the application has made with a library are served beside the agent's:"
          + " `clientjava` (client_java 1), `dropwizard`, `dropwizard5`, `micrometer`, `simpleclient` (client_java 0), `smallryemetrics`; `auto` = those of"
          + " registries that the application does not serve itself, `true` = all, `false` = none")
  public static final Key<AdoptChoice> ENABLED =
      GROUP.key(
          "adopt.<library>.enabled",
          Words.of("auto", AdoptChoice.AUTO)
              .or("true", AdoptChoice.ALL)
              .or("false", AdoptChoice.NONE),
          "auto");

  @Help(
      "how long a scrape waits for one collector of the application's; one that takes longer loses"
          + " its own metrics")
  public static final Key<Duration> TIMEOUT =
      GROUP.key("adopt.timeout", Durations.between("10ms", "60s"), "1s");

  private AdoptKeys() {}
}
