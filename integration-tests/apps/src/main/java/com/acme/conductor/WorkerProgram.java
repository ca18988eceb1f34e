package com.acme.conductor;

import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Obeys commands from the standard input, one a line, and answers each with {@code > ok} once it is
 * done. Whoever drives the program thus looks at it only while nothing moves. Its own lines start
 * with {@code >}, since some clients print lines as well.
 */
public final class WorkerProgram {
  private final Conductor conductor;
  private final Tally tally;
  private final List<String> open = new ArrayList<>();

  public WorkerProgram(Conductor conductor, Tally tally) {
    this.conductor = conductor;
    this.tally = tally;
  }

  /** Runs until {@code exit}, and ends the JVM: some threads of the clients are no daemons. */
  public void run() {
    try {
      obeyAll();
      System.exit(0);
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(70);
    }
  }

  private void obeyAll() throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("> ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words = Arrays.asList(line.trim().split(" +"));
      if (words.get(0).equals("exit")) {
        System.out.println("> ok");
        return;
      }
      obey(words.get(0), words.subList(1, words.size()));
      System.out.println("> ok");
    }
  }

  private void obey(String command, List<String> words) throws InterruptedException {
    switch (command) {
      case "define":
        conductor.define(words.get(0), words.subList(1, words.size()));
        break;
      case "start":
        start(words.get(0), Integer.parseInt(words.get(1)), 0);
        break;
      case "start-bulky":
        start(words.get(0), 1, Integer.parseInt(words.get(1)));
        break;
      case "await-completed":
        awaitCompleted();
        break;
      case "work":
        work(words);
        break;
      case "work-annotated":
        conductor.workAnnotated(new AnnotatedWorkers(tally));
        break;
      case "await":
        awaitCount(words.get(0), Long.parseLong(words.get(1)));
        break;
      case "property":
        // Some settings of the clients are system properties, read when a runner is made.
        System.setProperty(words.get(0), words.get(1));
        break;
      case "rest":
        conductor.rest();
        break;
      case "tally":
        tally.print(System.out);
        break;
      default:
        throw new IllegalArgumentException("unknown command " + command);
    }
  }

  /** Each word is a task type, or a task type and the number of its threads: {@code t_slow:1}. */
  private void work(List<String> words) {
    List<Worker> workers = new ArrayList<>();
    Map<String, Integer> threads = new HashMap<>();
    for (String word : words) {
      int colon = word.indexOf(':');
      String taskType = colon < 0 ? word : word.substring(0, colon);
      workers.add(Workers.of(taskType, tally));
      threads.put(taskType, colon < 0 ? 4 : Integer.parseInt(word.substring(colon + 1)));
    }
    conductor.work(workers, threads);
  }

  private void start(String workflow, int count, int blobLength) {
    for (int i = 0; i < count; i++) {
      StartWorkflowRequest request = new StartWorkflowRequest();
      request.setName(workflow);
      request.setVersion(1);
      Map<String, Object> input = new HashMap<>();
      input.put("x", i);
      input.put("name", "Zoë");
      if (blobLength > 0) {
        input.put("blob", "b".repeat(blobLength));
      }
      request.setInput(input);
      try {
        open.add(conductor.start(request));
        tally.add("started." + workflow);
      } catch (RuntimeException e) {
        System.out.println("start of " + workflow + " failed: " + e);
        tally.add("refused." + workflow + "." + e.getClass().getSimpleName());
      }
    }
  }

  private void awaitCompleted() throws InterruptedException {
    for (String workflowId : open) {
      while (!conductor.isCompleted(workflowId)) {
        Thread.sleep(100);
      }
    }
    open.clear();
  }

  private void awaitCount(String key, long count) throws InterruptedException {
    while (tally.get(key) < count) {
      Thread.sleep(10);
    }
  }
}
