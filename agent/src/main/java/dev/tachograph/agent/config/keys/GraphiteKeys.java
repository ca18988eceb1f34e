package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Durations;
import dev.tachograph.agent.config.value.Numbers;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.agent.config.value.Words;
import java.time.Duration;

@Help("Graphite")
public final class GraphiteKeys extends KeyGroup {
  public static final KeyGroup GROUP = new GraphiteKeys();

  /** How samples are sent. */
  public enum Protocol {
    TCP,
    UDP,
    PICKLE
  }

  @Help("the Graphite to send to; not set = none")
  public static final Key<String> HOST = GROUP.optional("graphite.host", Texts.host());

  @Help("its port")
  public static final Key<Integer> PORT =
      GROUP.optional("graphite.port", Numbers.between(1, 65535), "2003; 2004 for pickle");

  @Help(
      "`tcp` or `udp`: lines of text; `pickle`: by TCP in Python's format, which costs carbon less")
  public static final Key<Protocol> PROTOCOL =
      GROUP.key(
          "graphite.protocol",
          Words.of("tcp", Protocol.TCP).or("udp", Protocol.UDP).or("pickle", Protocol.PICKLE),
          "tcp");

  @Help("what all names begin with, such as `prod.orders`")
  public static final Key<String> PREFIX =
      GROUP.optional(
          "graphite.prefix",
          Texts.line("names separated by single dots, without spaces and semicolons"));

  @Help("how often metrics are sent; they also are when the JVM ends")
  public static final Key<Duration> INTERVAL =
      GROUP.key("graphite.interval", Durations.between("100ms", "1440m"), "60s");

  @Help("how long a send may take, and how long the end of the JVM may wait for the last one")
  public static final Key<Duration> TIMEOUT =
      GROUP.key("graphite.timeout", Durations.between("100ms", "60s"), "10s");

  @Help("`true`: labels are Graphite's tags, `name;label=value`, instead of `name.label.value`")
  public static final Key<Boolean> TAGS = GROUP.key("graphite.tags", Words.trueOrFalse(), "false");

  private GraphiteKeys() {}

  @Override
  protected void read(ConfigReader reader) {
    super.read(reader);
    Assignment prefix = reader.assignment(PREFIX.name());
    String value = reader.valueSet(PREFIX);
    if (prefix != null && value != null && !isPath(value)) {
      reader.withdraw(PREFIX, prefix, "allowed is " + PREFIX.allowed());
    }
  }

  /** A semicolon would begin a tag, and carbon drops a name with an empty part. */
  private static boolean isPath(String text) {
    return text.indexOf(' ') < 0
        && text.indexOf(';') < 0
        && !text.startsWith(".")
        && !text.endsWith(".")
        && !text.contains("..");
  }
}
