package com.acme.http;

/** One HTTP client. All calls are made as the client's documentation shows them. */
public interface HttpCalls extends AutoCloseable {
  /** What a client that has no such calls answers. */
  String UNSUPPORTED = "unsupported";

  /** What a client is given for a server that asks who it is. */
  String USER = "alice";

  String PASSWORD = "opensesame";

  /** Status and digest of the body, which is read as a stream. */
  String get(String url) throws Exception;

  /** The same with a body that is sent. */
  String post(String url, String body) throws Exception;

  /** The same with a limit of so many milliseconds for the response to begin. */
  String getWithin(String url, int millis) throws Exception;

  /** The same on the client's own threads. */
  default String getAsync(String url) throws Exception {
    return UNSUPPORTED;
  }

  /** Cancels a call when the server has got its request. */
  default String cancel(String url, Runnable whenSent) throws Exception {
    return UNSUPPORTED;
  }

  /**
   * Sends a body that breaks while it is written.
   *
   * @param kind how
   */
  default String upload(String kind, String url) throws Exception {
    return UNSUPPORTED;
  }

  /** A call that nobody makes, since the client's executor takes no more tasks. */
  default String reject(String url) throws Exception {
    return UNSUPPORTED;
  }

  /** Makes a request and does not send it. */
  default String prepare(String url) throws Exception {
    return UNSUPPORTED;
  }

  /** Head and body apart: {@code whenHead} runs when the head is there and the body is not. */
  String getSlowly(String url, Runnable whenHead) throws Exception;

  /** The first message that comes over a WebSocket. */
  default String webSocket(String url) throws Exception {
    return UNSUPPORTED;
  }

  @Override
  default void close() throws Exception {}
}
