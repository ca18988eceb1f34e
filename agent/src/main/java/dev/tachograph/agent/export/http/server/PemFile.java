package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;

/** Certificates and keys as text. */
final class PemFile {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private PemFile() {}

  /** Reads at least one certificate. */
  static Certificate[] certificates(String path) throws IOException, GeneralSecurityException {
    Collection<? extends Certificate> found;
    try {
      found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(RegularFile.read(path)));
    } catch (CertificateException e) {
      throw new IOException(path + " has a certificate that cannot be read", e);
    }
    if (found.isEmpty()) {
      throw new IOException(path + " has no certificate");
    }
    return found.toArray(new Certificate[0]);
  }

  static PrivateKey privateKey(String path, String algorithm)
      throws IOException, GeneralSecurityException {
    String pem = new String(RegularFile.read(path), StandardCharsets.US_ASCII);
    int from = pem.indexOf(BEGIN);
    int to = pem.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException(
          path
              + " has no unencrypted PKCS#8 key (BEGIN PRIVATE KEY); openssl pkcs8 -topk8 -nocrypt"
              + " makes one of others");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.substring(from + BEGIN.length(), to));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // The cause may quote the key.
      throw new IOException(path + " has a key that cannot be read, or is of another kind");
    }
  }
}
