package com.acme.mount;

/** A web server on a port of this machine. */
interface WebServer {

  /** Starts it, and returns when it answers. */
  void start(int port, Site site) throws Exception;
}
