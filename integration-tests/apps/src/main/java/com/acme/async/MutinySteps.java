package com.acme.async;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Mutiny's publishers. */
public final class MutinySteps implements Steps {
  private static final CompletableFuture<String> HELD = new CompletableFuture<>();

  private final List<List<String>> held = new ArrayList<>();

  static final class Work {
    private Work() {}

    static Uni<String> uni(String how) {
      return begin(how);
    }

    static Uni<String> retried(String how) {
      return how.equals("complete") ? Uni.createFrom().item(new Attempts()::work) : begin(how);
    }

    static Multi<String> again(String how) {
      return how.equals("complete")
          ? Multi.createFrom().item(new Attempts()::work)
          : begin(how).toMulti();
    }

    static Multi<String> multi(String how) {
      return how.equals("complete") || how.equals("twice")
          ? Multi.createFrom().items("one", "two")
          : begin(how).toMulti();
    }
  }

  private static Uni<String> begin(String how) {
    switch (how) {
      case "throw":
        throw new IllegalStateException("on purpose");
      case "fail":
        return Uni.createFrom().failure(new IllegalStateException("on purpose"));
      case "cancel":
        return Uni.createFrom().nothing();
      case "hold":
        return Uni.createFrom().completionStage(HELD);
      default:
        return Uni.createFrom().item("done");
    }
  }

  @Override
  public List<String> kinds() {
    return Arrays.asList("uni", "multi", "retried", "again");
  }

  private static Object call(String kind, String how) {
    switch (kind) {
      case "uni":
        return Work.uni(how);
      case "retried":
        return Work.retried(how);
      case "again":
        return Work.again(how);
      default:
        return Work.multi(how);
    }
  }

  @Override
  public String take(String kind, String how) {
    List<String> seen = new ArrayList<>();
    try {
      Object publisher = call(kind, how);
      if (how.equals("never")) {
        return "never";
      }
      Cancellable subscription = subscribe(publisher, seen);
      if (how.equals("cancel")) {
        subscription.cancel();
      } else if (how.equals("twice")) {
        subscribe(publisher, seen);
      } else if (how.equals("hold")) {
        held.add(seen);
      }
      return seen.toString();
    } catch (IllegalStateException e) {
      return AsyncApp.describe(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Cancellable subscribe(Object publisher, List<String> seen) {
    return publisher instanceof Uni
        ? ((Uni<String>) publisher).subscribe().with(seen::add, e -> seen.add(AsyncApp.describe(e)))
        : ((Multi<String>) publisher)
            .subscribe()
            .with(seen::add, e -> seen.add(AsyncApp.describe(e)), () -> seen.add("complete"));
  }

  @Override
  public List<String> release() {
    HELD.complete("released");
    List<String> outcomes = new ArrayList<>();
    held.forEach(seen -> outcomes.add(seen.toString()));
    return outcomes;
  }
}
