package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Lists;
import dev.tachograph.agent.config.value.Numbers;
import dev.tachograph.agent.config.value.Sizes;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.agent.config.value.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and credentials are given by the paths of their files. Nothing reads the files here.
 */
@Help("The endpoint")
public final class HttpKeys extends KeyGroup {
  public static final KeyGroup GROUP = new HttpKeys();

  private static final int MAX_PORT = 65535;
  private static final int DEFAULT_PORT = 9779;

  @Help("serve metrics over HTTP")
  public static final Key<Boolean> ENABLED = GROUP.key("http.enabled", Words.trueOrFalse(), "true");

  @Help("the address to listen on; `0.0.0.0` = all of them")
  public static final Key<String> HOST = GROUP.key("http.host", Texts.host(), "127.0.0.1");

  @Help(
      "the port to listen on; `0` = any free one. If it is taken, the next of `http.port-range`,"
          + " else the agent tries again in the background")
  public static final Key<Integer> PORT =
      GROUP.key("http.port", Numbers.between(0, MAX_PORT), "" + DEFAULT_PORT);

  @Help("how many consecutive ports are tried, for several JVMs on one host")
  public static final Key<Integer> PORT_RANGE =
      GROUP.key("http.port-range", Numbers.between(1, MAX_PORT), "1");

  @Help("by which names this machine may be called on loopback, beside `localhost` and addresses")
  public static final Key<List<String>> ALLOWED_HOSTS =
      GROUP.optional(
          "http.allowed-hosts", Lists.ofHosts("host names without ports, separated by commas"));

  @Help(
      "how much all answers under way may take together; beyond it the slowest readers lose theirs,"
          + " and who comes then gets 503")
  public static final Key<Long> ANSWER_MEMORY =
      GROUP.optional(
          "http.answer-memory", Sizes.atLeast("64k"), "an eighth of the heap, at least 4m");

  @Help("the endpoint's certificate and its chain: https instead of http")
  public static final Key<String> TLS_CERTIFICATE =
      GROUP.optional(
          "http.tls.certificate", Texts.file("a path of a PEM file, together with http.tls.key"));

  @Help("the key of `http.tls.certificate`")
  public static final Key<String> TLS_KEY =
      GROUP.optional(
          "http.tls.key", Texts.file("a path of a PEM file with an unencrypted PKCS#8 key"));

  @Help("certificate and key in one file, instead of `http.tls.certificate` and `http.tls.key`")
  public static final Key<String> TLS_KEYSTORE =
      GROUP.optional("http.tls.keystore", Texts.file("a path of a PKCS#12 file"));

  @Help("the password of `http.tls.keystore`")
  public static final Key<String> TLS_PASSWORD_FILE =
      GROUP.optional(
          "http.tls.password-file", Texts.file("a path of a file with nothing else in it"));

  @Help("who signs the certificates that clients must have; not set = they need none")
  public static final Key<String> TLS_CLIENT_CA =
      GROUP.optional("http.tls.client-ca", Texts.file("a path of a PEM file"));

  @Help("who may scrape, by basic authentication")
  public static final Key<String> AUTH_BASIC_USER =
      GROUP.optional(
          "http.auth.basic.user",
          Texts.line("a name without a colon, together with http.auth.basic.password-file"));

  @Help("the password of `http.auth.basic.user`")
  public static final Key<String> AUTH_BASIC_PASSWORD_FILE =
      GROUP.optional(
          "http.auth.basic.password-file", Texts.file("a path of a file with nothing else in it"));

  @Help("the token of those who may scrape by bearer authentication")
  public static final Key<String> AUTH_BEARER_FILE =
      GROUP.optional(
          "http.auth.bearer-file", Texts.file("a path of a file with nothing else in it"));

  @Help(
      "also serves metrics at this path on the ports of the application's own web servers: Tomcat,"
          + " Jetty, Undertow, Vert.x, Reactor Netty; not set = on none")
  public static final Key<String> MOUNT = GROUP.optional("http.mount", Texts.urlPath());

  @Help("from where `http.mount` may be asked; for others, it is as if there were no mount")
  public static final Key<List<String>> MOUNT_ALLOW =
      GROUP.optional(
          "http.mount.allow",
          Lists.ofNetworks(),
          "with `http.mount.bearer-file` from everywhere, else from this machine");

  @Help("the token that `http.mount` asks for")
  public static final Key<String> MOUNT_BEARER_FILE =
      GROUP.optional(
          "http.mount.bearer-file", Texts.file("a path of a file with nothing else in it"));

  private HttpKeys() {}

  @Override
  protected void read(ConfigReader reader) {
    super.read(reader);
    checkLastPort(reader);
    checkMount(reader);
    String problem = problemWithAccess(reader);
    if (problem != null) {
      reader.problems().error(problem + "; there is no endpoint until that is mended");
      reader.force(ENABLED, false);
    }
  }

  /** Without a list or a token that it can use, the mount would be open to more than it says. */
  private static void checkMount(ConfigReader reader) {
    Assignment mount = reader.assignment(MOUNT.name());
    if (mount == null || mount.value().isEmpty()) {
      warnWithoutMount(reader, MOUNT_ALLOW);
      warnWithoutMount(reader, MOUNT_BEARER_FILE);
    } else if (reader.valueSet(MOUNT) == null) {
      return;
    } else if (isUseless(reader, MOUNT_ALLOW)) {
      reader.withdraw(MOUNT, mount, "http.mount.allow cannot be used");
    } else if (isUseless(reader, MOUNT_BEARER_FILE)) {
      reader.withdraw(MOUNT, mount, "http.mount.bearer-file names no file");
    }
  }

  private static boolean isUseless(ConfigReader reader, Key<?> key) {
    return reader.isAnySet(key) && reader.valueSet(key) == null;
  }

  private static void warnWithoutMount(ConfigReader reader, Key<?> key) {
    Assignment assignment = reader.assignment(key.name());
    if (assignment != null) {
      reader.problems().warning(assignment.inWords() + " is ignored: http.mount is not set");
    }
  }

  private static void checkLastPort(ConfigReader reader) {
    Assignment assignment = reader.assignment(PORT_RANGE.name());
    Integer range = reader.valueSet(PORT_RANGE);
    Integer port = reader.valueSet(PORT);
    int first = port == null ? DEFAULT_PORT : port;
    if (assignment != null && range != null && first + range - 1 > MAX_PORT) {
      reader.withdraw(
          PORT_RANGE,
          assignment,
          "with " + PORT.name() + "=" + first + " it reaches above " + MAX_PORT);
    }
  }

  /**
   * The problem with settings that need or exclude each other; null if there is none. Half of them
   * would not protect anything.
   */
  private static @Nullable String problemWithAccess(ConfigReader reader) {
    String certificate = reader.valueSet(TLS_CERTIFICATE);
    String keystore = reader.valueSet(TLS_KEYSTORE);
    String basicUser = reader.valueSet(AUTH_BASIC_USER);
    String unusable =
        reader.firstUnusable(
            TLS_CERTIFICATE,
            TLS_KEY,
            TLS_KEYSTORE,
            TLS_PASSWORD_FILE,
            TLS_CLIENT_CA,
            AUTH_BASIC_PASSWORD_FILE,
            AUTH_BEARER_FILE);
    if (unusable != null) {
      return unusable + " cannot be used";
    }
    if ((certificate == null) != (reader.valueSet(TLS_KEY) == null)) {
      return "http.tls.certificate and http.tls.key need each other";
    }
    if (certificate != null && keystore != null) {
      return "http.tls.certificate and http.tls.keystore exclude each other";
    }
    if (certificate == null
        && keystore == null
        && reader.isAnySet(
            TLS_CERTIFICATE, TLS_KEY, TLS_KEYSTORE, TLS_PASSWORD_FILE, TLS_CLIENT_CA)) {
      return "http.tls.* needs http.tls.certificate and http.tls.key, or http.tls.keystore";
    }
    if ((basicUser == null) != (reader.valueSet(AUTH_BASIC_PASSWORD_FILE) == null)) {
      return "http.auth.basic.user and http.auth.basic.password-file need each other";
    }
    if (basicUser != null && basicUser.indexOf(':') >= 0) {
      return "http.auth.basic.user has a colon, with which no client can send it";
    }
    return basicUser == null
            && reader.valueSet(AUTH_BEARER_FILE) == null
            && reader.isAnySet(AUTH_BASIC_USER, AUTH_BASIC_PASSWORD_FILE, AUTH_BEARER_FILE)
        ? "http.auth.* names nobody"
        : null;
  }
}
