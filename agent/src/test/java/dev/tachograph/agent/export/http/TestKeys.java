package dev.tachograph.agent.export.http;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key and a certificate for it, signed by itself, made by the JDK's keytool. */
public final class TestKeys {
  private static final String PASSWORD = "secret-of-the-store";

  final Path keystore;
  private final KeyStore store;

  private TestKeys(Path keystore) throws Exception {
    this.keystore = keystore;
    this.store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, PASSWORD.toCharArray());
    }
  }

  public static TestKeys make(Path directory, String name, String algorithm, String... options)
      throws Exception {
    Path keystore = directory.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keystore.toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new AssertionError(output);
    }
    return new TestKeys(keystore);
  }

  Path certificate(Path file) throws Exception {
    return Files.writeString(file, pem("CERTIFICATE", store.getCertificate("key").getEncoded()));
  }

  Path key(Path file) throws Exception {
    byte[] key = store.getKey("key", PASSWORD.toCharArray()).getEncoded();
    return Files.writeString(file, pem("PRIVATE KEY", key));
  }

  Path password(Path file) throws Exception {
    return Files.writeString(file, PASSWORD + "\n");
  }

  private static String pem(String what, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
  }

  /** For a client that trusts these servers, and has this key itself if it is not null. */
  public static SSLContext client(@Nullable TestKeys own, TestKeys... servers) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (TestKeys server : servers) {
      Certificate certificate = server.store.getCertificate("key");
      trusted.setCertificateEntry(server.keystore.toString(), certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    if (own != null) {
      keys.init(own.store, PASSWORD.toCharArray());
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
