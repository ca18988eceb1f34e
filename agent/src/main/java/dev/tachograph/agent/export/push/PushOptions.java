package dev.tachograph.agent.export.push;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is pushed where, and how. Secrets are in files, which are not read here. */
public final class PushOptions {
  final URI url;
  final String job;
  final Map<String, String> grouping = new TreeMap<>();
  Duration interval = Duration.ofSeconds(15);
  Duration timeout = Duration.ofSeconds(10);
  boolean add;
  boolean deleteOnExit;
  @Nullable String user;
  @Nullable String passwordFile;
  @Nullable String bearerFile;
  @Nullable String headersFile;
  @Nullable String trustStore;
  @Nullable String trustStorePasswordFile;

  /**
   * @param url the gateway: scheme, host, port and perhaps a path in front of {@code /metrics}
   */
  public PushOptions(URI url, String job) {
    this.url = url;
    this.job = job;
  }

  /** Adds a label to the grouping key. */
  public PushOptions grouping(String label, String value) {
    grouping.put(label, value);
    return this;
  }

  /**
   * @param interval the time between two pushes
   * @param timeout the time that one may take
   */
  public PushOptions times(Duration interval, Duration timeout) {
    this.interval = interval;
    this.timeout = timeout;
    return this;
  }

  /** Replaces only the families of the same names (POST), not the whole group (PUT). */
  public PushOptions add() {
    this.add = true;
    return this;
  }

  /** Deletes the group at the end of the JVM, instead of pushing once more. */
  public PushOptions deleteOnExit() {
    this.deleteOnExit = true;
    return this;
  }

  public PushOptions basic(@Nullable String user, @Nullable String passwordFile) {
    this.user = user;
    this.passwordFile = passwordFile;
    return this;
  }

  public PushOptions bearer(@Nullable String file) {
    this.bearerFile = file;
    return this;
  }

  /** Sends the lines {@code Name: value} of a file as headers. */
  public PushOptions headers(@Nullable String file) {
    this.headersFile = file;
    return this;
  }

  /**
   * @param file PEM or PKCS#12: who signs the gateway's certificate; null = whom the JVM trusts
   */
  public PushOptions trust(@Nullable String file, @Nullable String passwordFile) {
    this.trustStore = file;
    this.trustStorePasswordFile = passwordFile;
    return this;
  }

  public Duration interval() {
    return interval;
  }

  public Duration timeout() {
    return timeout;
  }
}
