package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Durations;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.agent.config.value.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Secrets are given by the paths of their files. Nothing reads the files here. */
@Help("Pushgateway")
public final class PushKeys extends KeyGroup {
  public static final KeyGroup GROUP = new PushKeys();

  /** Where a pushing JVM gets its label {@code instance} from. */
  public enum Instance {
    NONE,
    IP,
    HOSTNAME,
    UUID
  }

  @Help("the Pushgateway to push to, such as `http://gateway:9091`; not set = none")
  public static final Key<String> URL = GROUP.optional("push.url", Texts.httpUrl(), "not set");

  @Help("the label `job` of all that is pushed; `push.url` needs it")
  public static final Key<String> JOB = GROUP.optional("push.job", Texts.line("text"));

  @Help(
      "a label that is part of the group, such as `push.grouping.region`; JVMs with the same group"
          + " replace each other's metrics")
  public static final Key<String> GROUPING = GROUP.optional("push.grouping.<label>", Texts.label());

  @Help(
      "what tells JVMs of one job apart, as a label `instance` of the group: their address, their"
          + " host's name, or a random value of each JVM")
  public static final Key<Instance> INSTANCE =
      GROUP.key(
          "push.instance",
          Words.of("none", Instance.NONE)
              .or("ip", Instance.IP)
              .or("hostname", Instance.HOSTNAME)
              .or("uuid", Instance.UUID),
          "none");

  /** Whether a push replaces only the families that it has. */
  @Help(
      "`replace` = a push replaces all metrics of the group (PUT), `add` = only those of the same"
          + " names (POST)")
  public static final Key<Boolean> ADD =
      GROUP.key("push.mode", Words.of("replace", false).or("add", true), "replace");

  @Help("how often metrics are pushed; they also are when the JVM ends")
  public static final Key<Duration> INTERVAL =
      GROUP.key("push.interval", Durations.between("100ms", "1440m"), "15s");

  @Help("how long a push may take, and how long the end of the JVM may wait for the last one")
  public static final Key<Duration> TIMEOUT =
      GROUP.key("push.timeout", Durations.between("100ms", "60s"), "10s");

  @Help("`true`: the end of the JVM deletes the group instead of pushing once more")
  public static final Key<Boolean> DELETE_ON_EXIT =
      GROUP.key("push.delete-on-exit", Words.trueOrFalse(), "false");

  @Help("the user at the gateway, by basic authentication")
  public static final Key<String> USER =
      GROUP.optional("push.user", Texts.line("a name without a colon, with push.password-file"));

  @Help("the password of `push.user`")
  public static final Key<String> PASSWORD_FILE =
      GROUP.optional("push.password-file", Texts.file("a path of a file with nothing else in it"));

  @Help("the token for bearer authentication")
  public static final Key<String> BEARER_FILE =
      GROUP.optional("push.bearer-file", Texts.file("a path of a file with nothing else in it"));

  @Help("headers to send with each request")
  public static final Key<String> HEADERS_FILE =
      GROUP.optional("push.headers-file", Texts.file("a path of a file with lines 'Name: value'"));

  @Help("who signs the certificate of a gateway with https; not set = whom the JVM trusts")
  public static final Key<String> TRUST_STORE =
      GROUP.optional("push.trust-store", Texts.file("a path of a PEM or PKCS#12 file"));

  @Help("the password of `push.trust-store`, if it is a PKCS#12 file")
  public static final Key<String> TRUST_STORE_PASSWORD_FILE =
      GROUP.optional(
          "push.trust-store-password-file", Texts.file("a path of a file with nothing else in it"));

  private PushKeys() {}

  @Override
  protected void read(ConfigReader reader) {
    super.read(reader);
    Assignment grouped = reader.assignment("push.grouping.job");
    if (grouped != null) {
      reader.withdraw(GROUPING, grouped, "the label job is that of push.job");
    }
    Assignment url = reader.assignment(URL.name());
    Assignment job = reader.assignment(JOB.name());
    if (url == null && job != null) {
      reader.problems().warning(job.inWords() + " has no effect without push.url");
    }
    if (url != null && reader.valueSet(URL) != null) {
      String problem = problem(reader);
      if (problem != null) {
        reader.withdraw(URL, url, problem);
      }
    }
  }

  /** What keeps the gateway's URL from being used; null if nothing does. */
  private static @Nullable String problem(ConfigReader reader) {
    if (reader.valueSet(JOB) == null) {
      return "it needs push.job";
    }
    String unusable =
        reader.firstUnusable(
            PASSWORD_FILE, BEARER_FILE, HEADERS_FILE, TRUST_STORE, TRUST_STORE_PASSWORD_FILE);
    if (unusable != null) {
      return unusable + " cannot be used";
    }
    String user = reader.valueSet(USER);
    if ((user == null) != (reader.valueSet(PASSWORD_FILE) == null)) {
      return "push.user and push.password-file need each other";
    }
    if (user != null && user.indexOf(':') >= 0) {
      return "push.user has a colon, with which no server can read it";
    }
    return user != null && reader.valueSet(BEARER_FILE) != null
        ? "push.user and push.bearer-file exclude each other"
        : null;
  }
}
