package com.acme.annotated;

import com.acme.unlisted.UnlistedSteps;
import java.io.IOException;

/** Takes annotated steps, says what came of them, and waits for a line. */
public final class AnnotatedApp {
  private AnnotatedApp() {}

  public static void main(String[] args) throws IOException {
    MicrometerSteps micrometer = new MicrometerSteps();
    micrometer.timed(false);
    micrometer.timed(false);
    try {
      micrometer.timed(true);
    } catch (IllegalStateException e) {
      System.out.println("> " + e);
    }
    micrometer.mmUnnamedStep();
    micrometer.tagged();
    micrometer.many();
    micrometer.counted();
    micrometer.repeated();
    micrometer.both();
    micrometer.ruled();
    micrometer.later();
    MicrometerSteps.Whole whole = new MicrometerSteps.Whole();
    whole.first();
    MicrometerSteps.Whole.second();
    whole.third();
    whole.hidden();
    SpanSteps spans = new SpanSteps();
    spans.named("book", 3);
    spans.otUnnamed();
    DropwizardSteps dropwizard = new DropwizardSteps();
    dropwizard.timed();
    dropwizard.dwCounted();
    dropwizard.metered();
    for (boolean expected : new boolean[] {true, false}) {
      try {
        dropwizard.guarded(expected);
      } catch (IOException | IllegalStateException e) {
        System.out.println("> " + e);
      }
    }
    MicroProfileSteps microProfile = new MicroProfileSteps();
    microProfile.timed();
    microProfile.mpCounted();
    MicroProfileSteps.Whole wholeProfile = new MicroProfileSteps.Whole();
    wholeProfile.first();
    wholeProfile.second();
    new UnlistedSteps().step();
    System.out.println("> " + isThere("io.micrometer.core.annotation.Timed"));
    System.out.println("> waiting");
    System.in.read();
  }

  private static boolean isThere(String className) {
    try {
      Class.forName(className);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
