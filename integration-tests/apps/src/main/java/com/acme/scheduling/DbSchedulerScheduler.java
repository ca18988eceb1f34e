package com.acme.scheduling;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.h2.jdbcx.JdbcDataSource;

/** db-scheduler, whose tasks are in a database in memory. */
public final class DbSchedulerScheduler implements Scheduler {
  private static final String TABLE =
      "create table scheduled_tasks (task_name varchar(100) not null, task_instance varchar(100)"
          + " not null, task_data blob, execution_time timestamp(6) with time zone not null, picked"
          + " boolean not null, picked_by varchar(50), last_success timestamp(6) with time zone,"
          + " last_failure timestamp(6) with time zone, consecutive_failures int, last_heartbeat"
          + " timestamp(6) with time zone, version bigint not null, priority smallint, primary key"
          + " (task_name, task_instance))";
  private static final int MAILS = 10;

  @Override
  public void run(Tally tally) throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    // Every third fails.
    RecurringTask<Void> pulse =
        Tasks.recurring("pulse", FixedDelay.of(Duration.ofMillis(10)))
            .execute(
                (instance, context) -> {
                  if (tally.held()) {
                    return;
                  }
                  boolean fails = tally.total("pulse") % 3 == 2;
                  tally.add("pulse", fails);
                  if (fails) {
                    throw new IllegalStateException("no pulse");
                  }
                });
    OneTimeTask<Void> mail =
        Tasks.oneTime("mail").execute((instance, context) -> tally.add("mail", false));
    // Never succeeds.
    OneTimeTask<Void> call =
        Tasks.oneTime("call")
            .onFailure(
                new FailureHandler.MaxRetriesFailureHandler<>(
                    2, new FailureHandler.OnFailureRetryLater<>(Duration.ofMillis(10))))
            .execute(
                (instance, context) -> {
                  tally.add("call", true);
                  throw new LinkageError("nobody answers");
                });
    com.github.kagkarlsson.scheduler.Scheduler scheduler =
        com.github.kagkarlsson.scheduler.Scheduler.create(database, mail, call)
            .startTasks(pulse)
            .threads(2)
            .pollingInterval(Duration.ofMillis(50))
            .build();
    scheduler.start();
    tally.rounds(
        () -> {
          Instant now = Instant.now();
          Instant longAgo = now.minus(Duration.ofSeconds(30));
          for (int i = 0; i < MAILS; i++) {
            scheduler.schedule(mail.instance("mail-" + i + '-' + now), longAgo);
          }
          scheduler.schedule(call.instance("call-" + now), now);
          Tally.await(
              () ->
                  tally.total("pulse") >= 10
                      && tally.total("mail") == MAILS
                      && tally.total("call") == 3);
        },
        true);
    scheduler.stop();
  }
}
