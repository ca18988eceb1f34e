package com.acme.executors;

import static com.acme.executors.Program.close;

import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/** Executors with a thread for each task; they are younger than the oldest JDK of this program. */
final class PerTask {
  private PerTask() {}

  static void addTo(Program program) {
    if (Runtime.version().feature() < 21) {
      return;
    }
    program.scene(
        "virtual",
        () -> {
          ExecutorService executor =
              (ExecutorService)
                  Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
          for (int i = 0; i < 100; i++) {
            executor.execute(Program::nothing);
          }
          close(executor);
        });
    program.scene("per-task", PerTask::everyWayIn);
    program.scene("per-task-ended", PerTask::endedBefore);
  }

  private static ExecutorService perTask(String name) throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class
            .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
            .invoke(null, Program.threads(name));
  }

  private static void everyWayIn() throws Exception {
    ExecutorService executor = perTask("per-task");
    executor.execute(Program::nothing);
    executor.execute(Program::fail);
    executor.submit(Program::nothing).get();
    executor.submit(() -> 1).get();
    executor.submit(Program::fail);
    executor.invokeAll(Collections.nCopies(4, () -> 1));
    executor.invokeAny(Collections.nCopies(1, () -> 1));
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    Future<?> interrupted =
        executor.submit(
            () -> {
              busy.countDown();
              never.await();
              return 1;
            });
    busy.await();
    interrupted.cancel(true);
    close(executor);
  }

  private static void endedBefore() throws Exception {
    ExecutorService executor = perTask("per-task-ended");
    executor.submit(Program::nothing).get();
    close(executor);
    int refused = 0;
    try {
      executor.execute(Program::nothing);
    } catch (RejectedExecutionException e) {
      refused++;
    }
    try {
      executor.submit(() -> 1);
    } catch (RejectedExecutionException e) {
      refused++;
    }
    Program.fact("per-task-ended.refused", refused);
  }
}
