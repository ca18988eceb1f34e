package com.acme.mount;

/** A web server on a port of this machine. */
interface WebServer {
  /** The password of the key store. */
  String PASSWORD = "changeit";

  /** Starts it, and returns when it answers. */
  void start(int port, Site site) throws Exception;

  /**
   * Starts it with TLS.
   *
   * @param keyStore a PKCS#12 file
   */
  default void startEncrypted(int port, Site site, String keyStore) throws Exception {
    throw new UnsupportedOperationException();
  }
}
