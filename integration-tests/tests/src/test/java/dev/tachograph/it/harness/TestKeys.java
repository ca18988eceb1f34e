package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed key pair for {@code 127.0.0.1}, made anew for each run of the tests. */
public final class TestKeys {
  public static final String PASSWORD = "changeit";

  private static final Path STORE = make();

  private TestKeys() {}

  /** Where keys and certificate are. */
  public static Path store() {
    return STORE;
  }

  /** What makes a JVM trust the certificate. */
  static String[] trusted() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + STORE,
      "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
      "-Djavax.net.ssl.trustStoreType=PKCS12"
    };
  }

  /** Of a server that has the keys. */
  static SSLContext context() {
    try (InputStream in = Files.newInputStream(STORE)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a client that trusts such a server. */
  public static SSLContext trusting() {
    try (InputStream in = Files.newInputStream(STORE)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(in, PASSWORD.toCharArray());
      trusted.setCertificateEntry("trusted", trusted.getCertificate("test"));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path make() {
    Path store = Paths.newDirectory("keys").resolve("keys.p12");
    String[] keytool = {
      Jdks.oldest().java().resolveSibling("keytool").toString(),
      "-genkeypair",
      "-keyalg",
      "RSA",
      "-alias",
      "test",
      "-dname",
      "CN=127.0.0.1",
      "-ext",
      "san=ip:127.0.0.1",
      "-storetype",
      "PKCS12",
      "-keystore",
      store.toString(),
      "-storepass",
      PASSWORD
    };
    try {
      Process made = new ProcessBuilder(keytool).redirectErrorStream(true).start();
      String output = new String(made.getInputStream().readAllBytes());
      if (made.waitFor() != 0) {
        throw new IllegalStateException(output);
      }
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
