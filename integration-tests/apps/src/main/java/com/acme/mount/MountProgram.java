package com.acme.mount;

import java.io.IOException;

/**
 * Serves. The arguments are the class that knows the server, the port, and "own" if there is
 * something at /metrics.
 */
public final class MountProgram {
  private MountProgram() {}

  public static void main(String[] args) throws Exception {
    WebServer server = (WebServer) Class.forName(args[0]).getDeclaredConstructor().newInstance();
    server.start(Integer.parseInt(args[1]), new Site(args.length > 2));
    System.out.println("> ready");
    awaitEnd();
    System.exit(0);
  }

  private static void awaitEnd() throws IOException {
    while (System.in.read() >= 0) {
      // It is told to end by the end of its input.
    }
  }
}
