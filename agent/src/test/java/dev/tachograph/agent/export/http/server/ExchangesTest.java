package dev.tachograph.agent.export.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.http.ExchangeLimits;
import dev.tachograph.agent.export.http.HttpOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who makes room when no thread is free. */
class ExchangesTest {
  /** Much longer than a client gets to send its request when others wait. */
  private static final long LATE_MILLIS = 400;

  private final ExchangeLimits limits = new HttpOptions("127.0.0.1", 0, 1).limits();
  private final Exchanges exchanges = new Exchanges(ServerThreads.create(null), limits);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean watching = true;
  private final Thread watch = new Thread(this::watch, "watch");

  private void watch() {
    try {
      while (watching) {
        exchanges.watch(1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves room for one more. */
  @BeforeEach
  void occupyAllThreadsButOne() throws InterruptedException {
    watch.setDaemon(true);
    watch.start();
    CountDownLatch busy = new CountDownLatch(limits.threads - 1);
    for (int i = 1; i < limits.threads; i++) {
      exchanges.execute(
          () -> {
            exchanges.enter(Exchanges.Phase.ANSWERING);
            busy.countDown();
            await(over);
          });
    }
    busy.await();
  }

  @AfterEach
  void end() throws InterruptedException {
    over.countDown();
    exchanges.shutdown();
    watching = false;
    exchanges.wake();
    watch.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoHasSentItsRequestKeepsItsPlace_howeverLateTheThreadIs() throws Exception {
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    exchanges.execute(
        () -> {
          sleep();
          kept.complete(exchanges.enter(Exchanges.Phase.ANSWERING));
        });
    exchanges.execute(() -> {});

    assertThat(kept.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoSendsDropByDropMakesRoom() throws Exception {
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    CompletableFuture<Boolean> waited = new CompletableFuture<>();
    exchanges.execute(
        () -> {
          do {
            exchanges.beginsRead();
          } while (hasReadSoon());
          kept.complete(exchanges.enter(Exchanges.Phase.ANSWERING));
        });
    exchanges.execute(() -> waited.complete(exchanges.enter(Exchanges.Phase.ANSWERING)));

    assertThat(kept.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(waited.get(60, TimeUnit.SECONDS)).isTrue();
  }

  private boolean hasReadSoon() {
    try {
      Thread.sleep(2);
      exchanges.hasRead(0);
      return true;
    } catch (InterruptedException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(LATE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoHasNotSentItsRequestMakesRoom() throws Exception {
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    CompletableFuture<Boolean> waited = new CompletableFuture<>();
    exchanges.execute(
        () -> {
          exchanges.beginsRead();
          await(new CountDownLatch(1));
          kept.complete(exchanges.enter(Exchanges.Phase.ANSWERING));
        });
    exchanges.execute(() -> waited.complete(exchanges.enter(Exchanges.Phase.ANSWERING)));

    assertThat(kept.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(waited.get(60, TimeUnit.SECONDS)).isTrue();
  }
}
