package com.acme.netflix;

import com.acme.conductor.Tally;
import com.acme.conductor.WorkerProgram;

/** {@code NetflixApp <url of the API> [<external payload threshold in KB>]}. */
public final class NetflixApp {
  private NetflixApp() {}

  public static void main(String[] args) {
    int thresholdKb = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    new WorkerProgram(new NetflixConductor(args[0], thresholdKb), new Tally()).run();
  }
}
