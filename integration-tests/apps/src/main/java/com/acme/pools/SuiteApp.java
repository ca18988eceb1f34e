package com.acme.pools;

import java.util.Map;
import java.util.TreeMap;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/** {@code SuiteApp <class>...}: runs the tests of somebody else, and prints how each has ended. */
public final class SuiteApp {
  private SuiteApp() {}

  public static void main(String[] classes) throws Exception {
    Load.pause();
    for (String name : classes) {
      Map<String, String> results = new TreeMap<>();
      JUnitCore runner = new JUnitCore();
      runner.addListener(
          new RunListener() {
            @Override
            public void testStarted(Description test) {
              results.put(test.getDisplayName(), "passed");
            }

            @Override
            public void testFailure(Failure failure) {
              results.put(
                  failure.getDescription().getDisplayName(),
                  "failed with " + failure.getException().getClass().getName());
            }
          });
      runner.run(Class.forName(name));
      results.forEach((test, result) -> System.out.println("> " + test + " " + result));
    }
    Load.pause();
    System.exit(0);
  }
}
