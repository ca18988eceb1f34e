package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.RegularFile;
import dev.tachograph.agent.export.http.TlsFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Enumeration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The content of {@link TlsFiles} at one moment, complete and consistent. Immutable. */
final class TlsMaterial {
  private static final char[] NO_PASSWORD = {};

  /** For memory only, where a key must have a password. */
  private static final char[] ANY_PASSWORD = {'x'};

  final X509ExtendedKeyManager keys;

  /** Checks clients' certificates; null if clients need none. */
  final @Nullable X509ExtendedTrustManager clients;

  private TlsMaterial(X509ExtendedKeyManager keys, @Nullable X509ExtendedTrustManager clients) {
    this.keys = keys;
    this.clients = clients;
  }

  /**
   * @throws IOException if a file cannot be used; the message names it
   */
  static TlsMaterial read(TlsFiles files) throws IOException {
    try {
      X509ExtendedKeyManager keys =
          files.keystore != null
              ? ofKeyStore(files.keystore, files.passwordFile)
              : ofPem(String.valueOf(files.certificate), String.valueOf(files.key));
      return new TlsMaterial(keys, files.clientCa == null ? null : clients(files.clientCa));
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate or key cannot be used: " + e.getMessage(), e);
    }
  }

  private static X509ExtendedKeyManager ofPem(String certificate, String key)
      throws IOException, GeneralSecurityException {
    Certificate[] chain = PemFile.certificates(certificate);
    PublicKey publicKey = chain[0].getPublicKey();
    PrivateKey privateKey = PemFile.privateKey(key, publicKey.getAlgorithm());
    if (!fit(publicKey, privateKey)) {
      throw new IOException("the key in " + key + " is not that of " + certificate);
    }
    KeyStore store = empty();
    store.setKeyEntry("key", privateKey, ANY_PASSWORD, chain);
    return keyManager(store, ANY_PASSWORD);
  }

  private static X509ExtendedKeyManager ofKeyStore(String path, @Nullable String passwordFile)
      throws IOException, GeneralSecurityException {
    char[] password =
        passwordFile == null ? NO_PASSWORD : SecretFile.read(passwordFile).toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    byte[] content = RegularFile.read(path);
    try {
      store.load(new ByteArrayInputStream(content), password);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(path + " cannot be read, or its password is another one", e);
    }
    if (!hasKey(store)) {
      throw new IOException(path + " has no key");
    }
    return keyManager(store, password);
  }

  private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
    for (Enumeration<String> aliases = store.aliases(); aliases.hasMoreElements(); ) {
      if (store.isKeyEntry(aliases.nextElement())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether key and certificate fit together. If two files are replaced one after the other, both
   * must be new.
   */
  private static boolean fit(PublicKey publicKey, PrivateKey privateKey)
      throws GeneralSecurityException {
    String algorithm = publicKey.getAlgorithm();
    Signature signature =
        Signature.getInstance(
            algorithm.equals("RSA")
                ? "SHA256withRSA"
                : algorithm.equals("EC") ? "SHA256withECDSA" : algorithm);
    signature.initSign(privateKey);
    signature.update((byte) 1);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update((byte) 1);
    return signature.verify(signed);
  }

  private static X509ExtendedKeyManager keyManager(KeyStore store, char[] password)
      throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    for (KeyManager manager : factory.getKeyManagers()) {
      if (manager instanceof X509ExtendedKeyManager) {
        return (X509ExtendedKeyManager) manager;
      }
    }
    throw new GeneralSecurityException("this Java has no key manager for X.509");
  }

  private static X509ExtendedTrustManager clients(String path)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : PemFile.certificates(path)) {
      store.setCertificateEntry("ca" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager) {
        return (X509ExtendedTrustManager) manager;
      }
    }
    throw new GeneralSecurityException("this Java has no trust manager for X.509");
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
