package com.acme.mount;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat. A valve answers, because servlets differ between 9 and 10. */
final class TomcatServer implements WebServer {
  TomcatServer() {}

  @Override
  public void start(int port, Site site) throws Exception {
    Tomcat tomcat = tomcat(port);
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    start(tomcat, site);
  }

  /** By HTTP/2, too. */
  @Override
  public void startEncrypted(int port, Site site, String keyStore) throws Exception {
    Tomcat tomcat = tomcat(port);
    SSLHostConfig hosts = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(hosts, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(keyStore);
    certificate.setCertificateKeystorePassword(PASSWORD);
    hosts.addCertificate(certificate);
    Connector connector = tomcat.getConnector();
    connector.setProperty("SSLEnabled", "true");
    connector.setSecure(true);
    connector.setScheme("https");
    connector.addSslHostConfig(hosts);
    connector.addUpgradeProtocol(new Http2Protocol());
    start(tomcat, site);
  }

  private static Tomcat tomcat(int port) throws IOException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(port);
    return tomcat;
  }

  private static void start(Tomcat tomcat, Site site) throws Exception {
    tomcat.getEngine().getPipeline().addValve(new Answering(site));
    tomcat.start();
  }

  private static final class Answering extends ValveBase {
    private final Site site;

    Answering(Site site) {
      super(true);
      this.site = site;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException {
      byte[] text = site.at(request.getRequestURI()).getBytes(StandardCharsets.UTF_8);
      response.setStatus(text.length == 0 ? 404 : 200);
      response.getCoyoteResponse().setContentLength(text.length);
      response.getCoyoteResponse().doWrite(ByteBuffer.wrap(text));
    }
  }
}
