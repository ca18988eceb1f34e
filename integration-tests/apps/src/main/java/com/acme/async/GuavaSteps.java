package com.acme.async;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Guava's futures. */
public final class GuavaSteps implements Steps {
  private static final List<SettableFuture<String>> HELD = new ArrayList<>();

  static final class Work {
    private Work() {}

    static ListenableFuture<String> future(String how) {
      return begin(how);
    }

    static SettableFuture<String> settable(String how) {
      return begin(how);
    }
  }

  private static SettableFuture<String> begin(String how) {
    SettableFuture<String> future = SettableFuture.create();
    switch (how) {
      case "throw":
        throw new IllegalStateException("on purpose");
      case "fail":
        future.setException(new IllegalStateException("on purpose"));
        break;
      case "hold":
        HELD.add(future);
        break;
      case "complete":
      case "twice":
        future.set("done");
        break;
      default:
        break;
    }
    return future;
  }

  @Override
  public List<String> kinds() {
    return Arrays.asList("future", "settable");
  }

  @Override
  public String take(String kind, String how) throws Exception {
    try {
      ListenableFuture<String> future =
          kind.equals("future") ? Work.future(how) : Work.settable(how);
      switch (how) {
        case "cancel":
          return future.cancel(true) + " " + outcome(future);
        case "hold":
        case "never":
          return "" + future.isDone();
        case "twice":
          return outcome(future)
              + outcome(kind.equals("future") ? Work.future(how) : Work.settable(how));
        default:
          return outcome(future);
      }
    } catch (IllegalStateException e) {
      return AsyncApp.describe(e);
    }
  }

  private static String outcome(Future<?> future) throws InterruptedException {
    try {
      return "" + future.get();
    } catch (ExecutionException e) {
      return AsyncApp.describe(e.getCause());
    } catch (CancellationException e) {
      return "cancelled";
    }
  }

  @Override
  public List<String> release() throws Exception {
    List<String> outcomes = new ArrayList<>();
    for (SettableFuture<String> held : HELD) {
      // A listener must not use up the interrupt of the thread that it runs on.
      Thread.currentThread().interrupt();
      held.set("released");
      outcomes.add(Thread.interrupted() + " " + held.get());
    }
    return outcomes;
  }
}
