package dev.tachograph.agent.export.http;

import org.jspecify.annotations.Nullable;

/** What the server answers. */
interface HttpHandler {

  /**
   * The answer, if it takes no work; it is asked for on the one thread that serves all connections.
   *
   * @return null if {@link #answer} is to be called instead
   */
  @Nullable HttpResponse immediateAnswer(HttpRequest request);

  /**
   * The answer to any other request; called on a thread of its own, which may take its time.
   *
   * @throws Exception to be answered by status 500 and to be logged
   */
  HttpResponse answer(HttpRequest request) throws Exception;
}
