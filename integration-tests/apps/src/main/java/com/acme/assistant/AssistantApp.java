package com.acme.assistant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Handles requests, says what came of each, and waits for a line. The first argument is {@code
 * plain}, {@code annotated}, or {@code recorded} for steps that it records by itself. With a second
 * one, {@code again}, it handles them again and again until it is killed.
 */
public final class AssistantApp {
  private static final String[] REQUESTS = {"clean", "train", "", "fly", "mail"};
  private static final long PAUSE_MILLIS = 100;

  private AssistantApp() {}

  public static void main(String[] args) throws Exception {
    Steps plain = new PlainSteps();
    Steps steps = steps(args[0], plain);
    handleAll(steps);
    System.out.println("> waiting");
    while (args.length > 1) {
      handleAll(steps);
      Thread.sleep(PAUSE_MILLIS);
    }
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
  }

  private static Steps steps(String way, Steps plain) {
    switch (way) {
      case "recorded":
        return new RecordedSteps(plain);
      case "annotated":
        return new AnnotatedSteps(plain);
      default:
        return plain;
    }
  }

  private static void handleAll(Steps steps) {
    for (String request : REQUESTS) {
      System.out.println("> " + handle(steps, request));
    }
  }

  private static String handle(Steps steps, String request) {
    try {
      return steps.execute(steps.plan(steps.intent(request)));
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      return e.getClass().getSimpleName() + " " + e.getMessage();
    }
  }
}
