package com.acme.scheduling;

import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Runs one scheduler's tasks at the command {@code run}, and prints what they did. */
public final class SchedulingProgram {
  private SchedulingProgram() {}

  public static void main(String[] args) throws Exception {
    Scheduler scheduler = (Scheduler) Class.forName(args[0]).getDeclaredConstructor().newInstance();
    System.out.println("> ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    while (commands.readLine() != null) {
      Tally tally = new Tally();
      scheduler.run(tally);
      tally.print();
      System.out.println("> ok");
    }
  }
}
