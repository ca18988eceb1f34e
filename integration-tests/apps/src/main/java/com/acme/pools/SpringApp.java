package com.acme.pools;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncAnnotationBeanPostProcessor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Executors and schedulers that are beans. */
public final class SpringApp {
  private static final int MAILS = 6;
  private static final int ROUNDS = 5;

  private SpringApp() {}

  /** Works on the executor that its annotation names. */
  public interface Mailer {
    Future<String> send(CountDownLatch sent);

    /** Fails, and nobody is told. */
    void loseSilently();

    /** Fails, and the future tells. */
    CompletableFuture<String> lose();
  }

  /** What becomes a proxy. */
  public static final class AsyncMailer implements Mailer {
    @Override
    @Async("mailExecutor")
    public Future<String> send(CountDownLatch sent) {
      sent.countDown();
      return CompletableFuture.completedFuture("sent");
    }

    @Override
    @Async("mailExecutor")
    public void loseSilently() {
      throw new Load.Failure();
    }

    @Override
    @Async("mailExecutor")
    public CompletableFuture<String> lose() {
      throw new Load.Failure();
    }
  }

  public static void main(String[] args) throws Exception {
    GenericApplicationContext context = new GenericApplicationContext();
    AtomicInteger decorated = new AtomicInteger();
    context.registerBean("mailExecutor", ThreadPoolTaskExecutor.class, () -> executor(decorated));
    context.registerBean("cleanUp", ThreadPoolTaskScheduler.class, SpringApp::scheduler);
    context.registerBean("async", AsyncAnnotationBeanPostProcessor.class);
    context.registerBean("mailer", Mailer.class, AsyncMailer::new);
    context.refresh();
    ThreadPoolTaskExecutor executor = context.getBean("mailExecutor", ThreadPoolTaskExecutor.class);
    Load.on(executor.getThreadPoolExecutor(), 2);
    Load.pause();
    Load.on(executor.getThreadPoolExecutor(), 2);
    Load.pause();
    CountDownLatch sent = new CountDownLatch(MAILS);
    for (int i = 0; i < MAILS; i++) {
      context.getBean("mailer", Mailer.class).send(sent);
    }
    sent.await();
    context.getBean("mailer", Mailer.class).loseSilently();
    Load.expectFailure(context.getBean("mailer", Mailer.class).lose());
    failEverySecondTime(context.getBean("cleanUp", ThreadPoolTaskScheduler.class));
    context.close();
    System.out.println("> decorated " + decorated.get());
    Load.pause();
    System.exit(0);
  }

  private static ThreadPoolTaskExecutor executor(AtomicInteger decorated) {
    ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
    executor.setThreadNamePrefix("unlike-the-bean-");
    executor.setCorePoolSize(2);
    executor.setMaxPoolSize(2);
    executor.setDaemon(true);
    executor.setWaitForTasksToCompleteOnShutdown(true);
    executor.setTaskDecorator(
        task -> {
          decorated.incrementAndGet();
          return () -> task.run();
        });
    return executor;
  }

  private static ThreadPoolTaskScheduler scheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setDaemon(true);
    scheduler.setErrorHandler(failure -> {});
    return scheduler;
  }

  private static void failEverySecondTime(ThreadPoolTaskScheduler scheduler) throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    Future<?> repeated =
        scheduler.scheduleWithFixedDelay(
            () -> {
              int round = rounds.incrementAndGet();
              if (round == ROUNDS) {
                over.countDown();
                Load.awaitInterrupt();
              } else if (round % 2 == 0) {
                throw new Load.Failure();
              }
            },
            java.time.Duration.ofMillis(1));
    over.await();
    repeated.cancel(true);
  }
}
