package com.acme.pools;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/**
 * {@code SuiteApp <rounds> <class>...}: runs the tests of somebody else, and prints how each has
 * ended; as often as it is told to.
 */
public final class SuiteApp {
  private SuiteApp() {}

  public static void main(String[] arguments) throws Exception {
    Load.pause();
    int rounds = Integer.parseInt(arguments[0]);
    for (int round = 1; round <= rounds; round++) {
      runAll(Arrays.asList(arguments).subList(1, arguments.length));
      Load.pause();
    }
    System.exit(0);
  }

  private static void runAll(List<String> classes) throws ClassNotFoundException {
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
  }
}
