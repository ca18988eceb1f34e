package dev.tachograph.agent.export.http;

/** Answers scrapes that come through a server of the application's. Thread-safe. */
public interface MountedEndpoint {

  /** The answer to a scrape; it may take as long as the application's collectors. */
  MountedAnswer answer(MountedRequest request);
}
