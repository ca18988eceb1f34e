package dev.tachograph.bootstrap.probe.executor;

import org.jspecify.annotations.Nullable;

/**
 * Tasks of many executors that wait, by their identity, where the one who runs a task does not know
 * the executor that it was handed to.
 */
final class TicketOffice {
  /** The note of a task with its executor. */
  static final class OfficeTicket extends Ticket {
    final ExecutorMonitor monitor;

    /** The note of what has gone on in the task's place. */
    private volatile @Nullable OfficeTicket replacement;

    OfficeTicket(Object task, long stamp, ExecutorMonitor monitor) {
      super(task, stamp);
      this.monitor = monitor;
    }

    /** The note that holds for what was handed in, whatever it goes on as. */
    OfficeTicket latest() {
      OfficeTicket latest = this;
      for (OfficeTicket next = this; next != null; next = next.replacement) {
        latest = next;
      }
      return latest;
    }

    @Override
    void swept() {
      monitor.addCancelled(1);
    }
  }

  private final TicketIndex index = new TicketIndex();

  OfficeTicket add(Object task, ExecutorMonitor monitor) {
    OfficeTicket ticket = new OfficeTicket(task, ExecutorMonitor.now(), monitor);
    index.put(ticket, task);
    return ticket;
  }

  /** The task goes on as another object. */
  void replace(Object task, Object other) {
    OfficeTicket ticket = take(task);
    if (ticket != null) {
      OfficeTicket fresh = new OfficeTicket(other, ticket.stamp, ticket.monitor);
      ticket.replacement = fresh;
      index.put(fresh, other);
    }
  }

  @Nullable OfficeTicket take(Object task) {
    return index.isEmpty() ? null : (OfficeTicket) index.take(task);
  }

  /** As {@link #take(Object)}, but none that is younger than that. */
  @Nullable OfficeTicket take(Object task, long latest) {
    return (OfficeTicket) index.take(task, latest);
  }

  boolean isEmpty() {
    return index.isEmpty();
  }

  /** Tasks that were collected will not run. */
  void sweepLost() {
    if (!index.isEmpty()) {
      index.sweep(TicketSweep.LOST);
    }
  }
}
