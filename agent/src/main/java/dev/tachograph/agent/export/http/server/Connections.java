package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.log.AgentLog;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * How many connections there are. Confined to the thread that accepts them, but for the end.
 *
 * <p>Each is a file descriptor that the application does not have, so there is a limit, and a new
 * connection takes the place of the one that has been idle for longest.
 */
final class Connections {
  /** How long not to accept when the process has no file descriptors left: it will not find any. */
  private static final long NO_DESCRIPTOR_PAUSE_MILLIS = 1000;

  /** Who makes connections by the hundred waits this long for each, and the JDK with them. */
  private static final long CROWD_PAUSE_MILLIS = 2;

  private final int limit;
  private final Deque<SocketChannel> open = new ArrayDeque<>();
  private volatile @Nullable Selector selector;

  Connections(int limit) {
    this.limit = limit;
  }

  /**
   * The next connection; null if there is none, or none can be had. It does not throw then: the JDK
   * would leave out the end of its round, in which it forgets keys that it has cancelled, and
   * without that it turns in circles for ever when it next registers one of their channels.
   */
  @Nullable SocketChannel accept(ServerSocketChannel listener) throws IOException {
    SocketChannel accepted;
    try {
      accepted = listener.accept();
    } catch (IOException e) {
      AgentLog.warnOnce("http-accept", "the metrics endpoint cannot accept a connection: " + e);
      open.removeIf(channel -> !channel.isOpen());
      closeOldestIdle();
      pause(NO_DESCRIPTOR_PAUSE_MILLIS);
      if (!listener.isOpen()) {
        throw e;
      }
      return null;
    }
    if (accepted != null) {
      open.removeIf(channel -> !channel.isOpen());
      if (open.size() >= limit) {
        closeOldestIdle();
        pause(CROWD_PAUSE_MILLIS);
      }
      open.add(accepted);
    }
    return accepted;
  }

  /** A connection is in blocking mode exactly while a thread serves it. */
  private void closeOldestIdle() throws IOException {
    for (Iterator<SocketChannel> i = open.iterator(); i.hasNext(); ) {
      SocketChannel channel = i.next();
      if (!channel.isBlocking()) {
        i.remove();
        channel.close();
        return;
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      // It is not known who that was; a shorter pause is all that it comes to.
    }
  }

  /**
   * Waits as long as the JDK wants if there are idle connections, else until something happens: who
   * has no connection open need not wake up each second.
   *
   * <p>An interrupt must not stay, with which no selector ever waits again.
   */
  int select(Selector selector, long millis) throws IOException {
    this.selector = selector;
    Thread.interrupted();
    return selector.keys().size() > 1 ? selector.select(millis) : selector.select();
  }

  /** Whatever has kept the JDK from the end of its round; see {@link #accept}. */
  static SelectionKey register(SocketChannel channel, Selector selector, int operations)
      throws IOException {
    try {
      return channel.register(selector, operations);
    } catch (CancelledKeyException e) {
      selector.selectNow();
      return channel.register(selector, operations);
    }
  }

  /**
   * Gives up the port and all connections in the place of a thread that has ended by an error: what
   * is registered with a selector stays open until that has looked once more, or is closed.
   */
  void abandon() {
    try {
      Selector abandoned = selector;
      if (abandoned != null) {
        abandoned.close();
      }
      for (SocketChannel channel : open) {
        channel.close();
      }
    } catch (IOException e) {
      AgentLog.warnOnce("http-abandon", "the metrics endpoint keeps a connection: " + e);
    }
  }
}
