package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface. The system gives none of them to outgoing connections. Every
 * process that runs tests has a share of them, since whoever gets one may take it much later, or
 * counts on it that nobody does. It shows that it has a share by listening on the first port of it.
 */
public final class Ports {
  private static final int FIRST = 15_000;
  private static final int SHARES = 17;
  private static final int OF_SHARE = 1_000;
  private static final int ATTEMPTS = 10 * OF_SHARE;

  private static final ServerSocket SHARE = share();

  /** Those that were given last, the eldest first. */
  private static final Set<Integer> GIVEN = new LinkedHashSet<>();

  private Ports() {}

  /** One that nobody listens on, and that this process is not given again soon. */
  public static int free() {
    try (ServerSocket socket = taken()) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes such a one, until it is closed. */
  public static synchronized ServerSocket taken() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Not one after the other: some programs take those that follow theirs.
      int place = ThreadLocalRandom.current().nextInt(1, OF_SHARE);
      int port = SHARE.getLocalPort() + SHARES * place;
      if (!GIVEN.contains(port)) {
        try {
          ServerSocket socket = listen(port);
          remember(port);
          return socket;
        } catch (BindException e) {
          // Somebody has it.
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new IllegalStateException("no free port after " + ATTEMPTS + " attempts");
  }

  private static void remember(int port) {
    GIVEN.add(port);
    if (GIVEN.size() > OF_SHARE / 2) {
      Iterator<Integer> eldest = GIVEN.iterator();
      eldest.next();
      eldest.remove();
    }
  }

  /** One that no other process has, as long as this one lives. */
  private static ServerSocket share() {
    int any = ThreadLocalRandom.current().nextInt(SHARES);
    for (int i = 0; i < SHARES; i++) {
      try {
        return listen(FIRST + (any + i) % SHARES);
      } catch (BindException e) {
        // Another process has it.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException(SHARES + " processes run tests already");
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }
}
