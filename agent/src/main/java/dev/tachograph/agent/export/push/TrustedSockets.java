package dev.tachograph.agent.export.push;

import dev.tachograph.agent.export.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that trust those whom a file names. They share no context with the application's,
 * because the first user of the JVM's default context decides whom it trusts.
 */
final class TrustedSockets {
  private TrustedSockets() {}

  /**
   * @param file certificates in PEM, or a key store in PKCS#12; null = whom the JVM trusts
   */
  static SSLSocketFactory factory(@Nullable String file, @Nullable String passwordFile)
      throws IOException {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(file == null ? null : store(file, passwordFile));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(
          (file == null ? "the JVM's trust store" : file) + " cannot be used: " + e.getMessage(),
          e);
    }
  }

  private static KeyStore store(String file, @Nullable String passwordFile)
      throws IOException, GeneralSecurityException {
    byte[] content = RegularFile.read(file);
    KeyStore store = KeyStore.getInstance("PKCS12");
    if (new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content))) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      return store;
    }
    char[] password = passwordFile == null ? null : PushSecrets.secret(passwordFile).toCharArray();
    try {
      store.load(new ByteArrayInputStream(content), password);
    } catch (IOException e) {
      throw new IOException(file + " is neither PEM nor PKCS#12, or its password is another one");
    }
    return store;
  }
}
