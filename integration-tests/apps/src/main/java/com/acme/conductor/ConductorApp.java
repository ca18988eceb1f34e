package com.acme.conductor;

import com.netflix.conductor.client.http.ConductorClient;

/** {@code ConductorApp <url of the API> [<external payload threshold in KB>]}. */
public final class ConductorApp {
  private ConductorApp() {}

  public static void main(String[] args) {
    Tally tally = new Tally();
    // The server's SQLite lets a writer wait for up to 15 seconds.
    ConductorClient client =
        ConductorClient.builder().basePath(args[0]).readTimeout(60_000).build();
    int thresholdKb = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    new WorkerProgram(new ModernConductor(client, thresholdKb, tally), tally).run();
  }
}
