package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.SelectorWait;
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
 * Limits the open connections. Confined to the thread that accepts them, except for the end.
 *
 * <p>Each connection takes a file descriptor from the application, so their number has a limit. A
 * new connection beyond it takes the place of the oldest idle one.
 */
final class Connections {
  /** The pause after a failed accept, because the process probably has no file descriptors left. */
  private static final long NO_DESCRIPTOR_PAUSE_MILLIS = 1000;

  /**
   * The pause after each connection beyond the limit. It slows down clients that make hundreds, and
   * the JDK's thread with them.
   */
  private static final long CROWD_PAUSE_MILLIS = 2;

  private final int limit;
  private final Deque<SocketChannel> open = new ArrayDeque<>();
  private volatile @Nullable Selector selector;

  Connections(int limit) {
    this.limit = limit;
  }

  /**
   * The next connection; null if there is none, or if accepting fails. It does not throw then. The
   * JDK would skip the end of its round, where it forgets the keys that it has cancelled. Without
   * that, it would loop for ever when it next registers one of their channels.
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

  /** Closes the oldest connection that no thread serves: only served ones are in blocking mode. */
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
      // An interrupt of unknown origin only shortens the pause.
    }
  }

  /**
   * Waits as long as the JDK asks for if there are idle connections. Without any, waits for the
   * next event, so that the thread need not wake up each second.
   */
  int select(Selector selector, long millis) throws IOException {
    this.selector = selector;
    return SelectorWait.ofJvm().select(selector, selector.keys().size() > 1 ? millis : 0);
  }

  /** Registers a channel even if the JDK has skipped the end of its round; see {@link #accept}. */
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
   * Gives up the port and all connections for a thread that an error has ended. A channel
   * registered with a selector stays open until the selector selects once more or is closed.
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
