package com.acme.scheduling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Spring's scheduled methods that return publishers. */
public final class ReactiveScheduler implements Scheduler {
  private static final int TIMES = 6;
  private static volatile Tally tally = new Tally();
  private static final AtomicInteger DONE = new AtomicInteger();

  /** The last time cancels the next. */
  private static boolean count(String task, ApplicationContext context) {
    boolean fails = tally.total(task) % 3 == 2;
    tally.add(task, fails);
    if (tally.total(task) == TIMES) {
      context
          .getBeansOfType(ScheduledTaskHolder.class)
          .values()
          .forEach(holder -> holder.getScheduledTasks().forEach(any -> any.cancel(false)));
    }
    return fails;
  }

  /** The next time begins when the publisher has completed. */
  @EnableScheduling
  public static class Delayed {
    private final ApplicationContext context;

    public Delayed(ApplicationContext context) {
      this.context = context;
    }

    @Scheduled(fixedDelay = 5)
    public Mono<String> pulse() {
      return Mono.defer(
          () -> {
            boolean fails = count("Delayed.pulse", context);
            return Mono.delay(Duration.ofMillis(20))
                .flatMap(
                    any -> fails ? Mono.error(new IllegalStateException("no pulse")) : Mono.just(""));
          });
    }
  }

  /** The next time begins while the publisher is at work. */
  @EnableScheduling
  public static class Overlapping {
    private final ApplicationContext context;

    public Overlapping(ApplicationContext context) {
      this.context = context;
    }

    @Scheduled(fixedRate = 5)
    public Flux<Long> beat() {
      return Flux.defer(
          () -> {
            boolean fails = count("Overlapping.beat", context);
            return Flux.interval(Duration.ofMillis(10))
                .take(3)
                .map(
                    number -> {
                      if (fails) {
                        throw new IllegalArgumentException("no beat");
                      }
                      return number;
                    })
                .doFinally(any -> DONE.incrementAndGet());
          });
    }
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    tally = ofThisRun;
    tally.rounds(ReactiveScheduler::round);
  }

  /** What is under way when it returns goes on, since no context is closed. */
  private static void round() throws Exception {
    DONE.set(0);
    new AnnotationConfigApplicationContext(Delayed.class);
    Tally.await(() -> tally.total("Delayed.pulse") == TIMES);
    Thread.sleep(500);
    System.out.println("pulses " + tally.total("Delayed.pulse"));
    new AnnotationConfigApplicationContext(Overlapping.class);
    Tally.await(() -> DONE.get() == TIMES);
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    BooleanSupplier fails = () -> count("SuspendedJob.rest", context);
    context.registerBean(Class.forName("com.acme.coroutines.SuspendedJob"), fails);
    context.refresh();
    Tally.await(() -> tally.total("SuspendedJob.rest") == TIMES);
  }
}
