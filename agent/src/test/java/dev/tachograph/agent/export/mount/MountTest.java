package dev.tachograph.agent.export.mount;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.MountedAnswer;
import dev.tachograph.agent.export.http.Served;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountTest {
  /** Threads and places for what waits; then it is full. */
  private static final int ROOM = 4 + 60;

  private final BlockingQueue<Integer> sent = new LinkedBlockingQueue<>();

  private static Mount mount(StatusQuestion question) {
    return new Mount(
        new MountOptions("/metrics", List.of(), new HttpOptions("localhost", 0, 1)),
        new Served(PrometheusRegistry::new),
        question);
  }

  /** A GET from this machine. */
  private final class Get implements ServerExchange {
    private final boolean waiting;

    Get(boolean waiting) {
      this.waiting = waiting;
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public @Nullable String query() {
      return null;
    }

    @Override
    public @Nullable String header(String name) {
      return null;
    }

    @Override
    public InetSocketAddress remote() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public InetSocketAddress local() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);
    }

    @Override
    public boolean isSecure() {
      return false;
    }

    @Override
    public boolean mayWait() {
      return waiting;
    }

    @Override
    public void send(MountedAnswer answer, boolean withBody) {
      sent.add(answer.status);
    }
  }

  private List<Integer> sent(int count) throws InterruptedException {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(sent.poll(1, TimeUnit.MINUTES));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aScrapeIsAnswered(boolean waiting) throws Exception {
    Mount mount = mount((address, secure, host, path, token, deadline) -> 404);
    assertThat(mount.take(new Get(waiting))).isTrue();
    assertThat(sent(1)).containsExactly(200);
  }

  @Test
  void whileTheApplicationIsSilent_aScrapeIsAnsweredBy503() throws Exception {
    Mount mount = mount((address, secure, host, path, token, deadline) -> StatusQuestion.SILENT);
    assertThat(mount.take(new Get(false))).isTrue();
    assertThat(sent(1)).containsExactly(503);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aScrapeThatEndsByAnErrorOfTheJvm_isAnsweredAllTheSame(boolean waiting) throws Exception {
    Mount mount =
        mount(
            (address, secure, host, path, token, deadline) -> {
              throw new StackOverflowError();
            });
    assertThat(mount.take(new Get(waiting))).isTrue();
    assertThat(sent(1)).containsExactly(503);
  }

  @Test
  void whatCannotWaitIsAnsweredAtOnce() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Mount mount =
        mount(
            (address, secure, host, path, token, deadline) -> {
              asked.countDown();
              awaitUninterruptibly(goOn);
              return 404;
            });
    // The four threads take theirs sooner or later, so there may be refusals before it is full.
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < ROOM + 1; i++) {
      assertThat(mount.take(new Get(false))).isTrue();
    }
    asked.await();
    answers.addAll(sent(1));
    assertThat(answers).containsExactly(503);
    goOn.countDown();
    assertThat(sent(ROOM)).contains(200).hasSize(ROOM).doesNotContainNull();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
