package com.acme.scheduling;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Spring's scheduled and asynchronous methods. */
public final class SpringScheduler implements Scheduler {
  /** What is reached through a proxy of the JDK's. */
  public interface Mail {
    void send(boolean fails);

    Future<String> ask(boolean fails);
  }

  /** Asynchronous methods behind an interface. */
  public static class MailService implements Mail {
    private final Tally tally;

    public MailService(Tally tally) {
      this.tally = tally;
    }

    @Override
    @Async
    public void send(boolean fails) {
      tally.add("MailService.send", fails);
      if (fails) {
        throw new IllegalStateException("no mail");
      }
    }

    @Override
    @Async
    public Future<String> ask(boolean fails) {
      tally.add("MailService.ask", fails);
      CompletableFuture<String> answer = new CompletableFuture<>();
      if (fails) {
        answer.completeExceptionally(new IllegalArgumentException("no answer"));
      } else {
        answer.complete("yes");
      }
      return answer;
    }
  }

  /** Methods that are reached through a proxy that extends the class. */
  public static class Jobs {
    private final Tally tally;

    public Jobs(Tally tally) {
      this.tally = tally;
    }

    @Scheduled(fixedDelay = 5)
    public void tick() {
      if (tally.held()) {
        return;
      }
      boolean fails = tally.total("Jobs.tick") % 3 == 2;
      tally.add("Jobs.tick", fails);
      if (fails) {
        throw new IllegalStateException("no tick");
      }
    }

    @Scheduled(fixedRate = 7)
    public void tock() {
      if (tally.held()) {
        return;
      }
      tally.add("Jobs.tock", false);
    }

    @Async
    public CompletableFuture<String> compute(boolean fails) {
      tally.add("Jobs.compute", fails);
      return CompletableFuture.supplyAsync(
          () -> {
            if (fails) {
              throw new IllegalArgumentException("no result");
            }
            return "done";
          });
    }
  }

  /** The beans. */
  @Configuration
  @EnableAsync
  @EnableScheduling
  public static class Beans {
    static volatile Tally tally = new Tally();

    @Bean
    public Jobs jobs() {
      return new Jobs(tally);
    }

    @Bean
    public Mail mail() {
      return new MailService(tally);
    }

    @Bean
    public ThreadPoolTaskScheduler taskScheduler() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setWaitForTasksToCompleteOnShutdown(true);
      scheduler.setAwaitTerminationSeconds(30);
      return scheduler;
    }

    @Bean
    public Executor taskExecutor() {
      ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
      executor.setCorePoolSize(2);
      executor.setWaitForTasksToCompleteOnShutdown(true);
      executor.setAwaitTerminationSeconds(30);
      return executor;
    }
  }

  @Override
  public void run(Tally tally) throws Exception {
    Beans.tally = tally;
    try (AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(Beans.class)) {
      tally.rounds(() -> round(context, tally), true);
    }
  }

  private static void round(AnnotationConfigApplicationContext context, Tally tally)
      throws Exception {
    Mail mail = context.getBean(Mail.class);
    Jobs jobs = context.getBean(Jobs.class);
    for (int i = 0; i < 5; i++) {
      mail.send(i == 2);
      System.out.println("asked " + outcome(mail.ask(i == 3)));
      System.out.println("computed " + outcome(jobs.compute(i == 4)));
    }
    Tally.await(
        () ->
            tally.total("Jobs.tick") >= 10
                && tally.total("Jobs.tock") >= 10
                && tally.total("MailService.send") == 5);
  }

  private static String outcome(Future<String> future) throws InterruptedException {
    try {
      return future.get();
    } catch (java.util.concurrent.ExecutionException e) {
      return String.valueOf(e.getCause());
    }
  }
}
