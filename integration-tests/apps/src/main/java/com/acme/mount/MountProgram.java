package com.acme.mount;

import java.io.IOException;

/**
 * Serves. The arguments are the class that knows the server, the port, and "own" if there is
 * something at /metrics, or "tls" and a key store.
 */
public final class MountProgram {
  private MountProgram() {}

  public static void main(String[] args) throws Exception {
    WebServer server = (WebServer) Class.forName(args[0]).getDeclaredConstructor().newInstance();
    int port = Integer.parseInt(args[1]);
    if (args.length > 3) {
      server.startEncrypted(port, new Site(false), args[3]);
    } else {
      server.start(port, new Site(args.length > 2));
    }
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
