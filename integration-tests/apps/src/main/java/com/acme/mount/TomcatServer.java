package com.acme.mount;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;

/** Tomcat. A valve answers, because servlets differ between 9 and 10. */
final class TomcatServer implements WebServer {
  TomcatServer() {}

  @Override
  public void start(int port, Site site) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(port);
    tomcat.getConnector();
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
