package com.example.load;

import com.netflix.conductor.client.automator.TaskRunnerConfigurer;
import com.netflix.conductor.client.http.ConductorClient;
import com.netflix.conductor.client.http.TaskClient;
import com.netflix.conductor.client.worker.Worker;
import com.netflix.conductor.common.metadata.tasks.Task;
import com.netflix.conductor.common.metadata.tasks.TaskResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A Conductor worker whose task does nothing, as fast as its server hands tasks out. */
public final class WorkerLoad {
  private static final int THREADS = 4;
  private static final int POLL_TIMEOUT_MILLIS = 100;
  private static final long TICK_MILLIS = 5;

  private WorkerLoad() {}

  private static final class CountingWorker implements Worker {
    final AtomicLong executed = new AtomicLong();

    @Override
    public String getTaskDefName() {
      return "count";
    }

    @Override
    public int getPollingInterval() {
      return 1;
    }

    @Override
    public TaskResult execute(Task task) {
      executed.incrementAndGet();
      TaskResult result = new TaskResult(task);
      result.setStatus(TaskResult.Status.COMPLETED);
      return result;
    }
  }

  /**
   * @param args the server's API; tasks to execute before measuring; number of values to print;
   *     milliseconds that each is taken over
   */
  public static void main(String[] args) throws InterruptedException {
    long warmUp = Long.parseLong(args[1]);
    int values = Integer.parseInt(args[2]);
    long nanosOfValue = Integer.parseInt(args[3]) * 1_000_000L;
    CountingWorker worker = new CountingWorker();
    TaskClient tasks = new TaskClient(ConductorClient.builder().basePath(args[0]).build());
    new TaskRunnerConfigurer.Builder(tasks, List.of(worker))
        .withThreadCount(THREADS)
        .withTaskPollTimeout(POLL_TIMEOUT_MILLIS)
        .build()
        .init();
    while (worker.executed.get() < warmUp) {
      Thread.sleep(TICK_MILLIS);
    }
    for (int i = 0; i < values; i++) {
      value(worker, nanosOfValue);
    }
    System.exit(0);
  }

  private static void value(CountingWorker worker, long nanos) throws InterruptedException {
    long start = System.nanoTime();
    long cpu = ProcessCpu.nanos();
    long executed = worker.executed.get();
    Thread.sleep(nanos / 1_000_000);
    double tasks = worker.executed.get() - executed;
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println("result us " + (ProcessCpu.nanos() - cpu) / tasks / 1000);
    System.out.println("result tasks/s " + tasks / seconds);
  }
}
