package dev.tachograph.agent.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SelectorWaitTest {
  private final SelectorWait wait = new SelectorWait();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final CountDownLatch waits = new CountDownLatch(1);
  private final CountDownLatch found = new CountDownLatch(1);
  private Selector selector;
  private ServerSocketChannel listener;
  private Thread thread;

  @BeforeEach
  void listen() throws IOException {
    selector = Selector.open();
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    thread = new Thread(this::lookForClients);
    thread.start();
  }

  private void lookForClients() {
    try {
      while (!stopped.get()) {
        waits.countDown();
        if (wait.select(selector, 0) > 0) {
          found.countDown();
          listener.accept().close();
          selector.selectedKeys().clear();
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() throws Exception {
    stopped.set(true);
    selector.wakeup();
    thread.join();
    listener.close();
    selector.close();
  }

  private void connect() throws IOException {
    SocketChannel.open(listener.getLocalAddress()).close();
  }

  @Test
  void aClientIsFound() throws Exception {
    connect();
    assertThat(found.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aClientIsFound_whileTheJvmEnds() throws Exception {
    wait.run();
    connect();
    assertThat(found.await(20, TimeUnit.SECONDS)).isTrue();
  }

  /** The thread of a selector that waits for events counts as running. */
  @Test
  void whoWaitsAtTheEnd_isNotInNativeCode() throws Exception {
    waits.await();
    wait.run();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(found.getCount()).isEqualTo(1);
  }

  @Test
  void anInterruptIsForgotten() throws Exception {
    thread.interrupt();
    connect();
    assertThat(found.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(thread.isInterrupted()).isFalse();
  }
}
