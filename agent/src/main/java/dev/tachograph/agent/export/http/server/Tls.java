package dev.tachograph.agent.export.http.server;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import dev.tachograph.agent.export.http.TlsFiles;
import dev.tachograph.agent.log.AgentLog;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificate and key, read again when a file has changed. The context stays the same. It uses the
 * material that was last read completely.
 */
final class Tls {
  private final TlsFiles files;
  private final FileStamp stamp;
  private final SSLContext context;
  private volatile TlsMaterial material;

  private Tls(TlsFiles files) throws IOException, GeneralSecurityException {
    this.files = files;
    this.stamp = new FileStamp(files.all());
    this.material = TlsMaterial.read(files);
    this.context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new Keys()},
        // An empty array means none. Null would mean the JDK's own, with all of its certificates.
        files.clientCa == null ? new TrustManager[0] : new TrustManager[] {new Clients()},
        null);
  }

  static HttpsConfigurator configurator(TlsFiles files) throws IOException {
    try {
      Tls tls = new Tls(files);
      return new HttpsConfigurator(tls.context) {
        @Override
        public void configure(HttpsParameters parameters) {
          tls.look();
          SSLParameters ssl = tls.context.getDefaultSSLParameters();
          ssl.setNeedClientAuth(files.clientCa != null);
          parameters.setSSLParameters(ssl);
        }
      };
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java has no TLS: " + e.getMessage(), e);
    }
  }

  /** Looks for changed files, before each handshake. */
  private void look() {
    if (!stamp.hasChanged()) {
      return;
    }
    try {
      material = TlsMaterial.read(files);
      forgetSessions();
      AgentLog.info("the endpoint's certificate was read again");
    } catch (IOException e) {
      AgentLog.warn("the endpoint's certificate stays as it was: " + e.getMessage());
    }
  }

  /** Drops all sessions, because a resumed session checks no certificate, not even the client's. */
  private void forgetSessions() {
    SSLSessionContext sessions = context.getServerSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
  }

  private final class Keys extends X509ExtendedKeyManager {
    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
      return material.keys.chooseEngineServerAlias(keyType, issuers, engine);
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, Socket socket) {
      return material.keys.chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return material.keys.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      return material.keys.getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return material.keys.getServerAliases(keyType, issuers);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
      return null;
    }
  }

  private final class Clients extends X509ExtendedTrustManager {
    /**
     * Checks the dates here: the JDK's own manager accepts a directly trusted certificate for ever.
     */
    private X509ExtendedTrustManager current(X509Certificate[] chain) throws CertificateException {
      chain[0].checkValidity();
      X509ExtendedTrustManager clients = material.clients;
      if (clients == null) {
        throw new CertificateException("no client is trusted");
      }
      return clients;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      current(chain).checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      current(chain).checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      current(chain).checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("not a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("not a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("not a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      X509ExtendedTrustManager clients = material.clients;
      return clients == null ? new X509Certificate[0] : clients.getAcceptedIssuers();
    }
  }
}
