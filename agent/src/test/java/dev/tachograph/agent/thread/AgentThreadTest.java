package dev.tachograph.agent.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentThreadTest {
  @Test
  void anInterrupt_closesNoFile_andReleasesNoLock(@TempDir Path directory) throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.lock();
      FutureTask<Boolean> task =
          new FutureTask<>(
              () -> {
                interrupted.await();
                boolean seen = Thread.currentThread().isInterrupted();
                channel.write(ByteBuffer.allocate(1));
                return seen;
              });
      Thread thread = AgentThread.start("test", task);
      thread.interrupt();
      interrupted.countDown();
      assertThat(task.get()).isFalse();
      assertThat(lock.isValid()).isTrue();
    }
  }

  @Test
  void anInterruptOfTheWholeGroup_changesNothing() throws Exception {
    ThreadGroup group = new ThreadGroup("application");
    CountDownLatch interrupted = new CountDownLatch(1);
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              interrupted.await();
              return Thread.currentThread().isInterrupted();
            });
    Callable<Thread> starting = () -> AgentThread.start("test", task);
    FutureTask<Thread> started = new FutureTask<>(starting);
    new Thread(group, started).start();
    assertThat(started.get().getThreadGroup()).isSameAs(group);
    group.interrupt();
    interrupted.countDown();
    assertThat(task.get()).isFalse();
  }
}
