package com.acme.pools;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** As {@link SuiteApp}, for tests that are written for JUnit 5. */
public final class JupiterSuiteApp {
  private JupiterSuiteApp() {}

  public static void main(String[] arguments) throws Exception {
    Load.pause();
    int rounds = Integer.parseInt(arguments[0]);
    for (int round = 1; round <= rounds; round++) {
      runAll(Arrays.asList(arguments).subList(1, arguments.length));
      Load.pause();
    }
    System.exit(0);
  }

  private static void runAll(List<String> classes) {
    Launcher launcher = LauncherFactory.create();
    for (String name : classes) {
      Map<String, String> results = new TreeMap<>();
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClass(name))
              .build();
      launcher.execute(
          request,
          new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
              if (test.isTest()) {
                results.put(test.getUniqueId(), said(result));
              }
            }
          });
      results.forEach((test, result) -> System.out.println("> " + test + " " + result));
    }
  }

  private static String said(TestExecutionResult result) {
    return result
        .getThrowable()
        .map(thrown -> "failed with " + thrown.getClass().getName())
        .orElse("passed");
  }
}
