package com.acme.scheduling;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Temporal's SDK, with Temporal's test server in the same program. */
public final class TemporalScheduler implements Scheduler {
  private static final String QUEUE = "trips";
  private static final int ATTEMPTS = 3;

  private static volatile Tally tally = new Tally();
  private static volatile WorkflowClient client;
  private static volatile CountDownLatch lingering = new CountDownLatch(1);

  /** The activities. */
  @ActivityInterface
  public interface Bookings {
    void book(int seat);

    void pay();

    void rebate() throws IOException;

    void hand();

    void linger();
  }

  /** What runs as local activities. */
  @ActivityInterface
  public interface Notes {
    void jot();
  }

  /** Their code. */
  public static final class BookingsDesk implements Bookings, Notes {
    @Override
    public void book(int seat) {
      tally.add("Book", false);
    }

    /** Fails twice. */
    @Override
    public void pay() {
      failAtFirst("Pay", 2);
    }

    /** Fails always. */
    @Override
    public void rebate() throws IOException {
      tally.add("Rebate", true);
      throw new IOException("no rebate");
    }

    /** Somebody else completes it, when another activity lingers. */
    @Override
    public void hand() {
      tally.add("Hand", false);
      ActivityExecutionContext context = Activity.getExecutionContext();
      byte[] token = context.getTaskToken();
      context.doNotCompleteOnReturn();
      Runnable completion =
          () -> {
            try {
              lingering.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            client.newActivityCompletionClient().complete(token, null);
          };
      new Thread(completion).start();
    }

    /** Goes on until it is cancelled. */
    @Override
    public void linger() {
      tally.add("Linger", false);
      lingering.countDown();
      while (true) {
        Activity.getExecutionContext().heartbeat(null);
        try {
          Thread.sleep(10);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    /** Fails once. */
    @Override
    public void jot() {
      failAtFirst("Jot", 1);
    }

    private static void failAtFirst(String type, int times) {
      boolean fails = tally.total(type) < times;
      tally.add(type, fails);
      if (fails) {
        throw new IllegalArgumentException("not yet");
      }
    }
  }

  /** A workflow. */
  @WorkflowInterface
  public interface Trip {
    @WorkflowMethod
    String travel();
  }

  /** Its code. The first task of it fails. */
  public static final class TripPlan implements Trip {
    private static volatile boolean hasFailed;

    private final Bookings bookings =
        Workflow.newActivityStub(
            Bookings.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                // A heartbeat tells of a cancellation, and comes more often than that.
                .setHeartbeatTimeout(Duration.ofSeconds(1))
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(ATTEMPTS).build())
                .build());
    private final Notes notes =
        Workflow.newLocalActivityStub(
            Notes.class,
            LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                .setRetryOptions(
                    RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(10))
                        .setMaximumAttempts(ATTEMPTS)
                        .build())
                .build());

    private void cancelLingering() {
      List<Promise<Void>> lingers = new ArrayList<>();
      CancellationScope scope =
          Workflow.newCancellationScope(() -> lingers.add(Async.procedure(bookings::linger)));
      scope.run();
      bookings.hand();
      scope.cancel("enough");
      try {
        lingers.get(0).get();
      } catch (ActivityFailure e) {
        // It has ended so.
      }
    }

    @Override
    public String travel() {
      if (!hasFailed) {
        hasFailed = true;
        throw new IllegalStateException("not packed");
      }
      for (int seat = 0; seat < 5; seat++) {
        bookings.book(seat);
      }
      notes.jot();
      cancelLingering();
      bookings.pay();
      try {
        bookings.rebate();
        return "cheap";
      } catch (ActivityFailure | IOException e) {
        return "dear";
      }
    }
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    tally = ofThisRun;
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
      // After one second, it would take a thread that has no processor for one in a deadlock.
      WorkerOptions patient =
          WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();
      Worker worker = environment.newWorker(QUEUE, patient);
      worker.registerWorkflowImplementationTypes(TripPlan.class);
      worker.registerActivitiesImplementations(new BookingsDesk());
      environment.start();
      client = environment.getWorkflowClient();
      tally.rounds(TemporalScheduler::round);
    }
  }

  private static void round() {
    TripPlan.hasFailed = false;
    lingering = new CountDownLatch(1);
    Trip trip =
        client.newWorkflowStub(
            Trip.class,
            WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId("trip").build());
    System.out.println("travelled " + trip.travel());
    for (HistoryEvent event : client.fetchHistory("trip").getEvents()) {
      if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
        tally.add("workflow:Trip", false);
      } else if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED) {
        tally.add("workflow:Trip", true);
      }
    }
  }
}
