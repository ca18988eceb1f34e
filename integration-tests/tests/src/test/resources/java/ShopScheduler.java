package com.acme.scheduling;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.quartz.QuartzJobBean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A Spring Boot application with nine frameworks that run tasks. The system's properties are its
 * configuration.
 */
public final class ShopScheduler implements Scheduler {
  private static final int TICKS = 10;
  private static final int REPORTS = 9;
  private static final int EACH = 6;
  private static final String BILL =
      "com.acme.scheduling.ShopScheduler$Billing.bill(java.lang.Integer)";
  private static final String TABLE =
      "create table if not exists scheduled_tasks (task_name varchar(100) not null, task_instance"
          + " varchar(100) not null, task_data blob, execution_time timestamp(6) with time zone not"
          + " null, picked boolean not null, picked_by varchar(50), last_success timestamp(6) with"
          + " time zone, last_failure timestamp(6) with time zone, consecutive_failures int,"
          + " last_heartbeat timestamp(6) with time zone, version bigint not null, priority"
          + " smallint, primary key (task_name, task_instance))";

  private static volatile Tally tally = new Tally();

  /** Counts a task, of which every third fails. */
  private static void count(String task) {
    boolean fails = tally.total(task) % 3 == 2;
    tally.add(task, fails);
    if (fails) {
      throw new IllegalStateException("no " + task);
    }
  }

  /** Spring's scheduled methods. */
  public static class Clock {
    private final ApplicationContext context;

    public Clock(ApplicationContext context) {
      this.context = context;
    }

    @Scheduled(fixedDelay = 5)
    public void tick() {
      if (tally.total("Clock.tick") == TICKS - 1) {
        context.getBeansOfType(ScheduledTaskHolder.class).values().stream()
            .flatMap(holder -> holder.getScheduledTasks().stream())
            .forEach((ScheduledTask task) -> task.cancel(false));
      }
      count("Clock.tick");
    }
  }

  /** Spring's asynchronous methods. */
  public static class Mail {
    @Async
    public void send() {
      synchronized (tally) {
        count("Mail.send");
      }
    }

    @Async
    public CompletableFuture<String> ask(boolean fails) {
      tally.add("Mail.ask", fails);
      return CompletableFuture.supplyAsync(
          () -> {
            if (fails) {
              throw new IllegalArgumentException("no answer");
            }
            return "yes";
          });
    }
  }

  /** Quartz. */
  public static class Report extends QuartzJobBean {
    @Override
    protected void executeInternal(JobExecutionContext context) {
      count("reports.nightly");
    }
  }

  /** JobRunr. */
  public static class Billing {
    @Job(retries = 0)
    public void bill(Integer customer) throws IOException {
      boolean fails = customer % 3 == 2;
      tally.add(BILL, fails);
      if (fails) {
        throw new IOException("no money");
      }
    }
  }

  /** JMS. Its listener hands a message on to Spring Integration, whose task it is not. */
  public static class Orders {
    private final MessageChannel ledger;

    public Orders(MessageChannel ledger) {
      this.ledger = ledger;
    }

    @JmsListener(destination = "orders")
    public void order(String text) {
      ledger.send(new GenericMessage<>("order"));
      boolean fails = text.equals("2") && tally.total("orders") % 2 == 0;
      tally.add("orders", fails);
      if (fails) {
        throw new IllegalStateException("no order");
      }
    }
  }

  /** Spring Integration. */
  public static class Ledger {
    private final AtomicInteger orders = new AtomicInteger();

    @ServiceActivator(inputChannel = "ledger")
    public void book(String text) {
      if (text.equals("order")) {
        orders.incrementAndGet();
      } else {
        tally.add("ledger", false);
      }
    }
  }

  /** A timer. */
  private static final class Heartbeat extends TimerTask {
    @Override
    public void run() {
      if (tally.add("Heartbeat", false) == EACH) {
        cancel();
      }
    }
  }

  /** The application. */
  @Configuration
  @EnableAutoConfiguration
  @EnableAsync
  @EnableScheduling
  public static class Application {
    @Bean
    public Clock clock(ApplicationContext context) {
      return new Clock(context);
    }

    @Bean
    public Mail mail() {
      return new Mail();
    }

    @Bean
    public Billing billing() {
      return new Billing();
    }

    @Bean
    public Orders orders(@Qualifier("ledger") MessageChannel ledger) {
      return new Orders(ledger);
    }

    @Bean
    public MessageChannel ledger() {
      return new DirectChannel();
    }

    @Bean
    public Ledger accounts() {
      return new Ledger();
    }

    @Bean
    public JobDetail nightly() {
      return JobBuilder.newJob(Report.class)
          .withIdentity("nightly", "reports")
          .storeDurably()
          .build();
    }

    @Bean
    public Trigger atNight(JobDetail nightly) {
      return TriggerBuilder.newTrigger()
          .forJob(nightly)
          .withSchedule(
              SimpleScheduleBuilder.simpleSchedule()
                  .withIntervalInMilliseconds(5)
                  .withRepeatCount(REPORTS - 1))
          .build();
    }

    @Bean
    public JobScheduler jobRunr(ApplicationContext context) {
      return JobRunr.configure()
          .useJobActivator(context::getBean)
          .useStorageProvider(new InMemoryStorageProvider())
          .useBackgroundJobServer(
              BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                  .andPollIntervalInSeconds(5))
          .initialize()
          .getJobScheduler();
    }

    /** A task of db-scheduler. Its first execution fails. */
    @Bean
    public OneTimeTask<Void> parcel() {
      return Tasks.oneTime("parcel")
          .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofMillis(10)))
          .execute(
              (instance, execution) -> {
                boolean fails =
                    instance.getId().equals("p0") && execution.getExecution().consecutiveFailures == 0;
                tally.add("parcel", fails);
                if (fails) {
                  throw new IllegalStateException("no parcel");
                }
              });
    }

    private static Step step(
        String name, String type, JobRepository repository, PlatformTransactionManager manager) {
      return new StepBuilder(name, repository)
          .tasklet(
              (contribution, context) -> {
                count(type);
                return RepeatStatus.FINISHED;
              },
              manager)
          .build();
    }

    /** A job of Spring Batch. */
    @Bean
    public org.springframework.batch.core.Job stock(
        JobRepository repository, PlatformTransactionManager manager) {
      return new org.springframework.batch.core.job.builder.JobBuilder("stock", repository)
          .start(step("read", "stock/read", repository, manager))
          .build();
    }
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    tally = ofThisRun;
    ServletWebServerApplicationContext context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Application.class)
                .properties(
                    "server.port=0",
                    "spring.main.banner-mode=off",
                    "logging.level.root=off",
                    "spring.datasource.url=jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1;INIT=" + TABLE,
                    "spring.batch.job.enabled=false",
                    "spring.artemis.mode=embedded",
                    "spring.artemis.embedded.queues=orders",
                    "db-scheduler.polling-interval=50ms",
                    "spring.quartz.properties.org.quartz.threadPool.threadCount=1")
                .run();
    Mail mail = context.getBean(Mail.class);
    for (int i = 0; i < EACH; i++) {
      mail.send();
      System.out.println("asked " + outcome(mail.ask(i == 3)));
      context.getBean("ledger", MessageChannel.class).send(new GenericMessage<>("own"));
      int id = i;
      context
          .getBean(JobScheduler.class)
          .<Billing>enqueue(billing -> billing.bill(Integer.valueOf(id)));
      context.getBean(JmsTemplate.class).convertAndSend("orders", String.valueOf(i));
      context
          .getBean(SchedulerClient.class)
          .scheduleIfNotExists(
              context.getBean("parcel", OneTimeTask.class).instance("p" + i), Instant.now());
    }
    for (long i = 0; i < 3; i++) {
      String outcome =
          context
              .getBean(JobLauncher.class)
              .run(
                  context.getBean(org.springframework.batch.core.Job.class),
                  new JobParametersBuilder().addLong("number", i).toJobParameters())
              .getExitStatus()
              .getExitCode();
      tally.add("stock", outcome.equals("FAILED"));
      System.out.println("stock " + outcome);
    }
    new Timer("heartbeat", true).schedule(new Heartbeat(), 0, 5);
    Tally.await(
        () ->
            tally.total("Clock.tick") == TICKS
                && tally.total("Mail.send") == EACH
                && tally.total("reports.nightly") == REPORTS
                && tally.total(BILL) == EACH
                && tally.total("orders") == EACH + 1
                && tally.total("parcel") == EACH + 1
                && tally.total("Heartbeat") == EACH);
    System.out.println("booked orders " + context.getBean(Ledger.class).orders);
    HttpResponse<String> metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:"
                                + context.getWebServer().getPort()
                                + "/actuator/prometheus"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    System.out.println("actuator " + metrics.statusCode());
  }

  private static String outcome(CompletableFuture<String> future) {
    try {
      return future.join();
    } catch (java.util.concurrent.CompletionException e) {
      return String.valueOf(e.getCause());
    }
  }
}
