package com.acme.scheduling;

/** A framework that runs tasks. */
interface Scheduler {
  /** Runs tasks, and returns when none of them will run any more. */
  void run(Tally tally) throws Exception;
}
