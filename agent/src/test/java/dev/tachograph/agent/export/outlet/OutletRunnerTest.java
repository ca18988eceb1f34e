package dev.tachograph.agent.export.outlet;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.ExportFailures;
import dev.tachograph.agent.export.testing.CapturedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutletRunnerTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final CapturedLog log = new CapturedLog();
  private final ExportFailures failures = new ExportFailures();
  private final Target target = new Target();

  @AfterEach
  void restoreLog() {
    log.close();
  }

  /** Does what the test tells it. */
  private static final class Target implements Outlet {
    final AtomicInteger sent = new AtomicInteger();
    final AtomicInteger last = new AtomicInteger();
    final CountDownLatch aborted = new CountDownLatch(1);
    volatile boolean broken;
    volatile boolean hanging;

    @Override
    public String name() {
      return "test";
    }

    @Override
    public String success(String interval) {
      return "metrics to the target every " + interval;
    }

    @Override
    public String failure() {
      return "cannot send metrics to the target";
    }

    @Override
    public void send() throws IOException {
      if (broken) {
        throw new IOException("broken");
      }
      if (hanging) {
        try {
          aborted.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        throw new IOException("aborted");
      }
      sent.incrementAndGet();
    }

    @Override
    public void sendLast() throws IOException {
      last.incrementAndGet();
      send();
    }

    @Override
    public void abort() {
      aborted.countDown();
    }
  }

  private long failuresOfTest() {
    return failures.counts().getOrDefault("test", 0L);
  }

  private OutletRunner runner(Duration interval, Duration timeout) {
    return new OutletRunner(target, interval, timeout, failures, () -> true);
  }

  private static void end(OutletRunner runner) {
    runner.beginToEnd(null);
    runner.awaitEnd();
  }

  @Test
  void sendsAtEveryIntervalAndOnceMoreAtTheEnd() throws Exception {
    OutletRunner runner = runner(SHORT, LONG);
    runner.start();
    eventually("three were sent", () -> target.sent.get() >= 3);

    end(runner);

    assertThat(target.last).hasValue(1);
    assertThat(failures.counts()).containsExactly(java.util.Map.entry("test", 0L));
    assertThat(log.linesWith("metrics to the target every 20 ms")).hasSize(1);
  }

  @Test
  void beforeMain_nothingIsSentButTheLast() throws Exception {
    OutletRunner runner = new OutletRunner(target, SHORT, LONG, failures, () -> false);
    runner.start();

    end(runner);

    assertThat(target.sent).hasValue(1);
    assertThat(target.last).hasValue(1);
  }

  @Test
  void aFailingTargetIsReportedOnceCountedAlwaysAndItsReturnIsReported() throws Exception {
    target.broken = true;
    OutletRunner runner = runner(SHORT, LONG);
    runner.start();
    eventually("three failures", () -> failuresOfTest() >= 3);

    target.broken = false;
    eventually("one was sent", () -> target.sent.get() >= 1);
    end(runner);

    assertThat(log.linesWith("cannot send metrics to the target: broken; trying every 20 ms"))
        .hasSize(1);
    assertThat(log.linesWith("metrics to the target every")).hasSize(1);
  }

  @Test
  void aHangingSendIsAbortedAndTheNextOneWorks() throws Exception {
    target.hanging = true;
    OutletRunner runner = runner(SHORT, Duration.ofMillis(100));
    runner.start();
    eventually("a failure", () -> failuresOfTest() >= 1);
    target.hanging = false;

    eventually("one was sent", () -> target.sent.get() >= 1);
    end(runner);

    assertThat(target.aborted.getCount()).isZero();
    // On a slow machine, others may have been late, too.
    assertThat(log.linesWith("no answer within 100 ms")).isNotEmpty();
  }

  /** Nothing can abort it: the end waits for its timeout, and not for ever. */
  @Test
  void theEndDoesNotWaitForASendThatNeverEnds() {
    CountDownLatch never = new CountDownLatch(1);
    Outlet stuck =
        new Outlet() {
          @Override
          public String name() {
            return "stuck";
          }

          @Override
          public String success(String interval) {
            return "metrics to nowhere every " + interval;
          }

          @Override
          public String failure() {
            return "cannot send metrics to nowhere";
          }

          @Override
          public void send() throws IOException {
            try {
              never.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }

          @Override
          public void sendLast() throws IOException {
            send();
          }

          @Override
          public void abort() {}
        };
    Outlets outlets = new Outlets(null);
    for (Outlet each : List.of(stuck, target)) {
      Duration timeout = each == stuck ? Duration.ofMillis(200) : LONG;
      OutletRunner runner = new OutletRunner(each, LONG, timeout, failures, () -> true);
      runner.start();
      outlets.add(runner);
    }

    outlets.close();

    assertThat(target.last).hasValue(1);
    never.countDown();
  }

  @Test
  void beforeTheLastSend_numbersAreSettled() {
    List<Integer> lastSends = new ArrayList<>();
    Outlets outlets = new Outlets(() -> lastSends.add(target.last.get()));
    OutletRunner runner = runner(LONG, LONG);
    runner.start();
    outlets.add(runner);

    outlets.close();

    assertThat(lastSends).containsExactly(0);
    assertThat(target.last).hasValue(1);
  }

  @Test
  void numbersThatAreNeverSettled_areSentAsTheyAre_andHoldNobodyUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Outlets outlets =
        new Outlets(
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    OutletRunner runner = runner(LONG, Duration.ofSeconds(2));
    runner.start();
    outlets.add(runner);

    outlets.close();

    // A slow machine may begin it when nobody waits for it any more.
    eventually("it was sent", () -> target.last.get() == 1);
    never.countDown();
  }

  @Test
  void numbersAreSettledOnce_thoughTheThreadThatEndsIsInterrupted() throws Exception {
    AtomicInteger settled = new AtomicInteger();
    Outlets outlets =
        new Outlets(
            () -> {
              if (!Thread.currentThread().isInterrupted()) {
                settled.incrementAndGet();
              }
            });
    for (int i = 0; i < 2; i++) {
      OutletRunner runner = runner(LONG, LONG);
      runner.start();
      outlets.add(runner);
    }
    Thread ending = new Thread(outlets::close);
    ending.start();
    ending.interrupt();
    ending.join();

    eventually("both have sent", () -> target.last.get() == 2);
    assertThat(settled).hasValue(1);
  }

  @Test
  void numbersThatCannotBeSettled_areSentAsTheyAre() {
    Outlets outlets =
        new Outlets(
            () -> {
              throw new LinkageError();
            });
    OutletRunner runner = runner(LONG, LONG);
    runner.start();
    outlets.add(runner);

    outlets.close();

    assertThat(target.last).hasValue(1);
  }
}
