package com.acme.async;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Takes steps in every way, says what came of each, and waits twice for a line. */
public final class AsyncApp {
  private static final String[] WAYS = {
    "complete", "fail", "throw", "cancel", "hold", "twice", "never"
  };

  private AsyncApp() {}

  public static void main(String[] args) throws Exception {
    Steps steps = (Steps) Class.forName(args[0]).getConstructor().newInstance();
    for (String kind : steps.kinds()) {
      for (String how : WAYS) {
        System.out.println("> " + kind + " " + how + ": " + steps.take(kind, how));
      }
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("> waiting");
    in.readLine();
    System.out.println("> " + steps.release());
    System.out.println("> waiting");
    in.readLine();
    System.exit(0);
  }

  static String describe(Throwable failure) {
    return failure.getClass().getSimpleName() + " " + failure.getMessage();
  }
}
