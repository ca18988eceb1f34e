package com.acme.contracts;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Goes through all contracts twice and waits for a line on its standard input in between and in the
 * end. What it prints must depend on the JDK only.
 */
public final class ContractsApp {
  /** One idea of java.util.concurrent. */
  interface Contract {
    void show(Observer seen) throws Exception;
  }

  private ContractsApp() {}

  public static void main(String[] args) throws Exception {
    Map<String, Contract> contracts = new LinkedHashMap<>();
    contracts.put("identity", Identity::show);
    contracts.put("futures", Futures::show);
    contracts.put("bulk", Bulk::show);
    contracts.put("periodic", Periodic::show);
    contracts.put("traces", Traces::show);
    contracts.put("workers", Workers::show);
    contracts.put("hooks", Hooks::show);
    contracts.put("forks", Forks::show);
    contracts.put("stages", Stages::show);
    contracts.put("wrappers", Wrappers::show);
    contracts.put("per-task", PerTask::show);
    contracts.put("serial", Serial::show);
    contracts.put("members", Members::show);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (int round = 1; round <= 2; round++) {
      for (Map.Entry<String, Contract> contract : contracts.entrySet()) {
        contract.getValue().show(new Observer(round + " " + contract.getKey()));
      }
      System.out.println("> waiting");
      in.readLine();
    }
  }
}
