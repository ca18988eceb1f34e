package dev.tachograph.agent.export.mount;

import dev.tachograph.agent.export.http.MountedAnswer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A request that a server of the application's has got, and its response. */
public interface ServerExchange {

  String method();

  /** What follows the question mark, as it was sent; null if there is none. */
  @Nullable String query();

  /** The first header of this name; null if there is none. */
  @Nullable String header(String name);

  /** Where the connection comes from; null if it is none of TCP. */
  @Nullable InetSocketAddress remote();

  /** Where the connection has arrived; null if it is none of TCP. */
  @Nullable InetSocketAddress local();

  /** Whether the connection is by TLS. */
  boolean isSecure();

  /** Whether the thread of the server is one that may wait. If not, it may be an event loop. */
  boolean mayWait();

  /**
   * Has work done outside the server's thread, and keeps the request open for it.
   *
   * @param executor does it
   */
  default void begin(Executor executor, Runnable work) {
    executor.execute(work);
  }

  /**
   * Sends the whole response.
   *
   * @param withBody false for the answer to HEAD, which has only the length
   */
  void send(MountedAnswer answer, boolean withBody) throws Exception;
}
