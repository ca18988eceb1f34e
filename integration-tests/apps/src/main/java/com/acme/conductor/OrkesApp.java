package com.acme.conductor;

import io.orkes.conductor.client.ApiClient;

/** {@code OrkesApp <url of the API> [<external payload threshold in KB>]}. */
public final class OrkesApp {
  private OrkesApp() {}

  public static void main(String[] args) {
    Tally tally = new Tally();
    int thresholdKb = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    ApiClient client = new ApiClient(args[0]);
    new WorkerProgram(new OrkesConductor(client, thresholdKb, tally), tally).run();
  }
}
