package dev.tachograph.agent.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may scrape the endpoint and how: TLS, credentials, names of hosts. All of it is paths;
 * nothing of what lies there is read here, so nothing of it can be shown. Immutable.
 */
public final class HttpAccess {
  private final @Nullable String certificate;
  private final @Nullable String key;
  private final @Nullable String keystore;
  private final @Nullable String tlsPasswordFile;
  private final @Nullable String clientCa;
  private final @Nullable String basicUser;
  private final @Nullable String basicPasswordFile;
  private final @Nullable String bearerFile;
  private final Set<String> allowedHosts;
  private final long answerMemory;
  private final boolean consistent;

  HttpAccess(ConfigReader reader) {
    allowedHosts = reader.hosts(ConfigKeys.HTTP_ALLOWED_HOSTS);
    answerMemory = reader.bytes(ConfigKeys.HTTP_ANSWER_MEMORY);
    certificate = reader.directory(ConfigKeys.HTTP_TLS_CERTIFICATE);
    key = reader.directory(ConfigKeys.HTTP_TLS_KEY);
    keystore = reader.directory(ConfigKeys.HTTP_TLS_KEYSTORE);
    tlsPasswordFile = reader.directory(ConfigKeys.HTTP_TLS_PASSWORD_FILE);
    clientCa = reader.directory(ConfigKeys.HTTP_TLS_CLIENT_CA);
    basicUser = reader.directory(ConfigKeys.HTTP_AUTH_BASIC_USER);
    basicPasswordFile = reader.directory(ConfigKeys.HTTP_AUTH_BASIC_PASSWORD_FILE);
    bearerFile = reader.directory(ConfigKeys.HTTP_AUTH_BEARER_FILE);
    String problem = problem(reader);
    if (problem != null) {
      reader.error(problem + "; there is no endpoint until that is mended");
    }
    consistent = problem == null;
  }

  /** What is set and cannot be without something else. Half of it would be no protection. */
  private @Nullable String problem(ConfigReader reader) {
    boolean tlsSet =
        reader.isAnySet(
            ConfigKeys.HTTP_TLS_CERTIFICATE,
            ConfigKeys.HTTP_TLS_KEY,
            ConfigKeys.HTTP_TLS_KEYSTORE,
            ConfigKeys.HTTP_TLS_PASSWORD_FILE,
            ConfigKeys.HTTP_TLS_CLIENT_CA);
    boolean authSet =
        reader.isAnySet(
            ConfigKeys.HTTP_AUTH_BASIC_USER,
            ConfigKeys.HTTP_AUTH_BASIC_PASSWORD_FILE,
            ConfigKeys.HTTP_AUTH_BEARER_FILE);
    if ((certificate == null) != (key == null)) {
      return "http.tls.certificate and http.tls.key need each other";
    }
    if (certificate != null && keystore != null) {
      return "http.tls.certificate and http.tls.keystore exclude each other";
    }
    if (tlsSet && !hasTls()) {
      return "http.tls.* needs http.tls.certificate and http.tls.key, or http.tls.keystore";
    }
    if ((basicUser == null) != (basicPasswordFile == null)) {
      return "http.auth.basic.user and http.auth.basic.password-file need each other";
    }
    if (basicUser != null && basicUser.indexOf(':') >= 0) {
      return "http.auth.basic.user has a colon, with which no client can send it";
    }
    return authSet && !hasAuthentication() ? "http.auth.* names nobody" : null;
  }

  /** Whether what is asked for can be had. If not, nobody is to be served. */
  public boolean isConsistent() {
    return consistent;
  }

  public boolean hasTls() {
    return certificate != null || keystore != null;
  }

  public boolean hasAuthentication() {
    return basicUser != null || bearerFile != null;
  }

  public @Nullable String certificate() {
    return certificate;
  }

  public @Nullable String key() {
    return key;
  }

  public @Nullable String keystore() {
    return keystore;
  }

  public @Nullable String tlsPasswordFile() {
    return tlsPasswordFile;
  }

  public @Nullable String clientCa() {
    return clientCa;
  }

  public @Nullable String basicUser() {
    return basicUser;
  }

  public @Nullable String basicPasswordFile() {
    return basicPasswordFile;
  }

  public @Nullable String bearerFile() {
    return bearerFile;
  }

  /** In lower case. */
  public Set<String> allowedHosts() {
    return allowedHosts;
  }

  /** In bytes; 0 = by the size of the heap. */
  public long answerMemory() {
    return answerMemory;
  }
}
