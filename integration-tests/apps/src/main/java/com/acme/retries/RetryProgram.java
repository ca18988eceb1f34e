package com.acme.retries;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Makes the calls that it is told to, one a line, and prints what the application sees: {@code sync
 * fail 2} calls a task that fails twice. The first argument is the class that calls the library.
 */
public final class RetryProgram {
  private RetryProgram() {}

  public static void main(String[] args) throws Exception {
    Class<?> type = Class.forName(args[0]);
    RetryCalls calls = (RetryCalls) type.getDeclaredConstructor().newInstance();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("> ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      if (words[0].equals("exit")) {
        break;
      }
      Task task = new Task(words[1], Integer.parseInt(words[2]));
      String seen = seen(calls, words[0], task);
      System.out.println("> " + line + ": " + seen + " after " + task.attempts() + " attempts");
      System.out.println("> ok");
    }
    System.exit(0);
  }

  private static String seen(RetryCalls calls, String mode, Task task) {
    try {
      switch (mode) {
        case "sync":
          return calls.call(task);
        case "async":
          return calls.callAsync(task);
        case "again":
          return calls.callAgain(task);
        default:
          throw new IllegalArgumentException(mode);
      }
    } catch (Throwable e) {
      return "threw " + chain(e);
    }
  }

  private static String chain(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = thrown; t != null && text.length() < 2000; t = t.getCause()) {
      text.append(text.length() == 0 ? "" : " <- ").append(t.getClass().getName());
    }
    return text.toString();
  }
}
