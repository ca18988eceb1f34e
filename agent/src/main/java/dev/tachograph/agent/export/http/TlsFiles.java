package dev.tachograph.agent.export.http;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paths of the endpoint's certificate and key, and of the certificates that sign its clients'.
 * The files are not read here. Immutable.
 */
public final class TlsFiles {
  /** PEM; null if there is a key store. */
  public final @Nullable String certificate;

  /** PEM, an unencrypted PKCS#8 key; null if there is a key store. */
  public final @Nullable String key;

  /** PKCS#12. */
  public final @Nullable String keystore;

  /** The key store's password; null if it has none. */
  public final @Nullable String passwordFile;

  /** PEM; null if clients need no certificate. */
  public final @Nullable String clientCa;

  public TlsFiles(
      @Nullable String certificate,
      @Nullable String key,
      @Nullable String keystore,
      @Nullable String passwordFile,
      @Nullable String clientCa) {
    this.certificate = certificate;
    this.key = key;
    this.keystore = keystore;
    this.passwordFile = passwordFile;
    this.clientCa = clientCa;
  }

  /** All files that are set, to find out whether one has changed. */
  public List<File> all() {
    List<File> all = new ArrayList<>(4);
    for (String path : new String[] {certificate, key, keystore, passwordFile, clientCa}) {
      if (path != null) {
        all.add(new File(path));
      }
    }
    return all;
  }
}
