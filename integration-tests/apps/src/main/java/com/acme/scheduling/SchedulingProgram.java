package com.acme.scheduling;

import java.io.BufferedReader;
import java.io.InputStreamReader;

/**
 * Runs one scheduler's tasks at the command {@code run}, and prints what they did. At the command
 * {@code twice}, the scheduler runs them in two rounds, and waits for a line between these.
 */
public final class SchedulingProgram {
  private SchedulingProgram() {}

  public static void main(String[] args) throws Exception {
    Scheduler scheduler = scheduler(args[0]);
    System.out.println("> ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      Tally tally = new Tally(line.equals("twice") ? commands : null);
      scheduler.run(tally);
      tally.print();
      System.out.println("> ok");
    }
  }

  /** Runs the tasks of one, and prints what they did. */
  public static void run(String scheduler) throws Exception {
    Tally tally = new Tally();
    scheduler(scheduler).run(tally);
    tally.print();
  }

  private static Scheduler scheduler(String className) throws ReflectiveOperationException {
    return (Scheduler) Class.forName(className).getDeclaredConstructor().newInstance();
  }
}
