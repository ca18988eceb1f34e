package com.acme.async;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reactor's publishers. */
public final class ReactorSteps implements Steps {
  private static final CompletableFuture<String> HELD = new CompletableFuture<>();

  private static final boolean RETRIES = isThere("reactor.util.retry.Retry");

  private final List<List<String>> held = new ArrayList<>();

  static final class Work {
    private Work() {}

    static Mono<String> mono(String how) {
      return begin(how);
    }

    /** Succeeds with the third attempt, if this version of Reactor has attempts as we know them. */
    static Mono<String> retried(String how) {
      if (!how.equals("complete") || !RETRIES) {
        return begin(how);
      }
      AtomicInteger failures = new AtomicInteger(2);
      return Mono.defer(
              () ->
                  failures.getAndDecrement() > 0
                      ? Mono.<String>error(new IllegalStateException("again"))
                      : Mono.just("done"))
          .retry(2);
    }

    static Mono<String> empty(String how) {
      return how.equals("complete") || how.equals("twice") ? Mono.empty() : begin(how);
    }

    static Flux<String> flux(String how) {
      return how.equals("complete") || how.equals("twice")
          ? Flux.just("one", "two")
          : begin(how).flux();
    }

    /** What it returns does not show in its type. */
    static Object anything(String how) {
      return begin(how);
    }

    static Publisher<String> publisher(String how) {
      return begin(how).flux();
    }

    /** No other object could take the place of what it returns. */
    static ConnectableFlux<String> narrow(String how) {
      return Flux.just("done").publish();
    }
  }

  private static boolean isThere(String className) {
    try {
      Class.forName(className);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Mono<String> begin(String how) {
    switch (how) {
      case "throw":
        throw new IllegalStateException("on purpose");
      case "fail":
        return Mono.error(new IllegalStateException("on purpose"));
      case "cancel":
        return Mono.never();
      case "hold":
        return Mono.fromFuture(HELD);
      default:
        return Mono.just("done");
    }
  }

  @Override
  public List<String> kinds() {
    return Arrays.asList("mono", "retried", "empty", "flux", "anything", "publisher", "narrow");
  }

  @SuppressWarnings("unchecked")
  private static Publisher<String> call(String kind, String how) {
    switch (kind) {
      case "mono":
        return Work.mono(how);
      case "retried":
        return Work.retried(how);
      case "empty":
        return Work.empty(how);
      case "flux":
        return Work.flux(how);
      case "anything":
        return (Publisher<String>) Work.anything(how);
      case "publisher":
        return Work.publisher(how);
      default:
        return Work.narrow(how);
    }
  }

  @Override
  public String take(String kind, String how) {
    List<String> seen = new ArrayList<>();
    try {
      Publisher<String> publisher = call(kind, how);
      if (how.equals("never")) {
        return publisher instanceof Mono ? "a Mono" : "a Flux";
      }
      Disposable subscription = subscribe(publisher, seen);
      if (how.equals("cancel")) {
        subscription.dispose();
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

  private static Disposable subscribe(Publisher<String> publisher, List<String> seen) {
    return publisher instanceof Mono
        ? ((Mono<String>) publisher)
            .subscribe(seen::add, e -> seen.add(AsyncApp.describe(e)), () -> seen.add("complete"))
        : ((Flux<String>) publisher)
            .subscribe(seen::add, e -> seen.add(AsyncApp.describe(e)), () -> seen.add("complete"));
  }

  @Override
  public List<String> release() {
    HELD.complete("released");
    List<String> outcomes = new ArrayList<>();
    held.forEach(seen -> outcomes.add(seen.toString()));
    return outcomes;
  }
}
