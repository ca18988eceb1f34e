package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.agent.config.value.Words;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

@Help("What is woven")
public final class WeavingKeys extends KeyGroup {
  public static final KeyGroup GROUP = new WeavingKeys();

  /** The names that {@link #INSTRUMENTATION_ENABLED} can have. */
  public static final List<String> INSTRUMENTATIONS =
      Collections.unmodifiableList(
          Arrays.asList(
              "conductor",
              "workers",
              "operations",
              "api",
              "executors",
              "jdkhttp",
              "urlconnection",
              "apache4",
              "apache5",
              "okhttp",
              "asynchttpclient",
              "awsnetty",
              "feign",
              "jersey",
              "jetty",
              "kotlin",
              "ktor",
              "micronauthttp",
              "reactornetty",
              "resteasy",
              "retrofit",
              "spring",
              "vertx",
              "failsafe",
              "guavaretrying",
              "reactor",
              "resilience4j",
              "smallryeft",
              "springretry",
              "clientjava",
              "dropwizard",
              "simpleclient",
              "micrometer",
              "smallryemetrics",
              "camel",
              "camunda",
              "dbscheduler",
              "ejb",
              "jobrunr",
              "quarkus",
              "quartz",
              "rabbitmq",
              "jms",
              "kafka",
              "micronaut",
              "micronautkafka",
              "nats",
              "pubsub",
              "pulsar",
              "smallryemessaging",
              "springasync",
              "springbatch",
              "springfunction",
              "springintegration",
              "springjms",
              "springkafka",
              "springrabbit",
              "springscheduled",
              "springsqs",
              "temporal",
              "timer",
              "zeebe",
              "mount",
              "classloaders"));

  /** A value of {@link #CACHE}: beside the agent's jar, and in the user's cache directory. */
  public static final String AUTO = "auto";

  /** A value of {@link #CACHE}: no cache. */
  public static final String OFF = "off";

  @Help(
      "switches off `conductor`, `workers`, `operations`, `api` (what the application"
          + " records by itself), `executors`, or an HTTP client: `jdkhttp`,"
          + " `urlconnection`, `apache4`, `apache5`, `okhttp`, `asynchttpclient`,"
          + " `awsnetty`, `jetty`, `ktor`, `micronauthttp`, `reactornetty`, `vertx`, or the URI templates of"
          + " `feign`, `jersey`, `resteasy`, `retrofit`, `spring`, or the retries of `failsafe`,"
          + " `guavaretrying`, `reactor`, `resilience4j`, `smallryeft`, `springretry`, or"
          + " the tasks of `camel`, `camunda`, `dbscheduler`, `ejb`, `jms`, `jobrunr`, `kafka`,"
          + " `micronaut`, `micronautkafka`, `nats`, `pubsub`, `pulsar`, `quarkus`, `quartz`, `rabbitmq`, `smallryemessaging`,"
          + " `springasync`, `springbatch`, `springfunction`, `springintegration`, `springjms`, `springkafka`,"
          + " `springrabbit`, `springscheduled`, `springsqs`, `temporal`, `timer`, `zeebe`,"
          + " or that registries of metrics, or what serves them, are found:"
          + " `clientjava`, `dropwizard`, `simpleclient`, `micrometer`, `smallryemetrics`;"
          + " `mount`: that web servers serve"
          + " `http.mount`; `classloaders`: that those of"
          + " OSGi and JBoss Modules find the agent's classes; `kotlin`: the ends of"
          + " suspended functions")
  public static final Key<Boolean> INSTRUMENTATION_ENABLED =
      GROUP.key("instrument.<name>.enabled", Words.trueOrFalse(), "true");

  @Help(
      "where woven classes are kept from one start to the next; `auto` = beside the agent's jar,"
          + " where `prepare` puts them, and in `~/.cache/tachograph`, where the agent does")
  public static final Key<String> CACHE =
      GROUP.key(
          "weaving.cache",
          Texts.absolutePathOr(
              Words.of(AUTO, AUTO).or(OFF, OFF), "auto, off, or the absolute path of a file"),
          AUTO);

  /** Whether woven classes are also written when the JVM ends. */
  @Help(
      "when newly woven classes are kept; `idle` = once nothing has been woven for five seconds,"
          + " `exit` = also when the JVM ends, and for all users to read")
  public static final Key<Boolean> CACHE_WRITTEN_AT_EXIT =
      GROUP.key("weaving.cache-write", Words.of("idle", false).or("exit", true), "idle");

  private WeavingKeys() {}
}
