package com.acme.http;

/** A client that calls back. */
abstract class PushedCalls implements HttpCalls {
  static final int PATIENT = 60_000;

  /** What the server calls what it guards. */
  static final String REALM = "test";

  /**
   * Begins a call.
   *
   * @param body null for a GET
   * @return how it is given up
   */
  abstract Runnable start(String url, String body, int millis, Received received) throws Exception;

  @Override
  public String get(String url) throws Exception {
    return getWithin(url, PATIENT);
  }

  @Override
  public String post(String url, String body) throws Exception {
    Received received = new Received();
    start(url, body, PATIENT, received);
    return received.await();
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    Received received = new Received();
    start(url, null, millis, received);
    return received.await();
  }

  @Override
  public String getAsync(String url) throws Exception {
    return get(url);
  }

  @Override
  public String cancel(String url, Runnable whenSent) throws Exception {
    Received received = new Received();
    Runnable cancel = start(url, null, PATIENT, received);
    whenSent.run();
    cancel.run();
    return "cancelled";
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    Received received = new Received();
    start(url, null, PATIENT, received);
    received.awaitHead();
    whenHead.run();
    return received.await();
  }
}
