package dev.tachograph.bootstrap.mount;

import org.jspecify.annotations.Nullable;

/** Answers some of the requests that the application's web servers get. */
public interface MountTaker {

  /**
   * A server is about to hand a request to the application.
   *
   * @param server the server's name
   * @param first an object of the server's own, by which its class loader is known
   * @param second another one, if the server needs two
   * @param third another one, if the server needs three
   * @return whether the agent answers it instead
   */
  boolean take(String server, Object first, @Nullable Object second, @Nullable Object third);
}
