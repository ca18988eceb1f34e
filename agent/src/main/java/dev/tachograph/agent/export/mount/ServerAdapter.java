package dev.tachograph.agent.export.mount;

import org.jspecify.annotations.Nullable;

/** Understands the objects of one kind of server. Stateless. */
public interface ServerAdapter {

  /**
   * The path of a request as it was sent, without its query.
   *
   * @return null if the server does not begin a request here, or if the agent has it already
   */
  @Nullable String path(Object first, @Nullable Object second, @Nullable Object third);

  /** The request and its response. */
  ServerExchange exchange(Object first, @Nullable Object second, @Nullable Object third);
}
