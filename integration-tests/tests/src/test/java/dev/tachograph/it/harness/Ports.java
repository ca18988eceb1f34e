package dev.tachograph.it.harness;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ports of the loopback interface. The system gives none of them to outgoing connections. Every
 * process that runs tests has a share of them, since whoever gets one may take it much later, or
 * counts on it that nobody does.
 */
public final class Ports {
  private static final int FIRST = 15_000;
  private static final int SHARES = 17;
  private static final int OF_SHARE = 1_000;
  private static final int ATTEMPTS = 10 * OF_SHARE;

  /** Keeps the lock: it is lost with the channel. */
  private static @Nullable FileChannel held;

  private static final int SHARE = share();
  private static final Set<Integer> GIVEN = new HashSet<>();

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
    if (GIVEN.size() > OF_SHARE / 2) {
      GIVEN.clear();
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Not one after the other: some programs take those that follow theirs.
      int port = FIRST + SHARE + SHARES * ThreadLocalRandom.current().nextInt(OF_SHARE);
      if (GIVEN.add(port)) {
        try {
          return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (BindException e) {
          // Somebody has it.
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new IllegalStateException("no free port after " + ATTEMPTS + " attempts");
  }

  /** One that no other process has, as long as this one lives. */
  private static int share() {
    int any = ThreadLocalRandom.current().nextInt(SHARES);
    for (int i = 0; i < SHARES; i++) {
      int share = (any + i) % SHARES;
      try {
        FileChannel channel =
            FileChannel.open(
                Paths.temporaryDirectory().resolve("ports-" + share + ".lock"), CREATE, WRITE);
        if (channel.tryLock() != null) {
          held = channel;
          return share;
        }
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return any;
  }
}
