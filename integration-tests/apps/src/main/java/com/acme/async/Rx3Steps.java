package com.acme.async;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleSource;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.subjects.ReplaySubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The publishers of RxJava 3. */
public final class Rx3Steps implements Steps {
  private static final ReplaySubject<String> HELD = ReplaySubject.create();

  private final List<List<String>> held = new ArrayList<>();

  static final class Work {
    private Work() {}

    static Completable completable(String how) {
      return begin(how);
    }

    static Single<String> single(String how) {
      return begin(how).toSingleDefault("done");
    }

    static Single<String> retried(String how) {
      return how.equals("complete")
          ? Single.fromCallable(new Attempts()::work)
          : begin(how).toSingleDefault("done");
    }

    static SingleSource<String> source(String how) {
      return begin(how).toSingleDefault("done");
    }

    static Maybe<String> maybe(String how) {
      return begin(how).toSingleDefault("done").toMaybe();
    }

    static Maybe<String> empty(String how) {
      return begin(how).toMaybe();
    }

    static Observable<String> observable(String how) {
      return begin(how).andThen(Observable.just("one", "two"));
    }

    static Flowable<String> flowable(String how) {
      return begin(how).andThen(Flowable.just("one", "two"));
    }
  }

  private static Completable begin(String how) {
    switch (how) {
      case "throw":
        throw new IllegalStateException("on purpose");
      case "fail":
        return Completable.error(new IllegalStateException("on purpose"));
      case "cancel":
        return Completable.never();
      case "hold":
        return HELD.ignoreElements();
      default:
        return Completable.complete();
    }
  }

  @Override
  public List<String> kinds() {
    return Arrays.asList(
        "completable", "single", "retried", "source", "maybe", "empty", "observable", "flowable");
  }

  private static Object call(String kind, String how) {
    switch (kind) {
      case "completable":
        return Work.completable(how);
      case "single":
        return Work.single(how);
      case "retried":
        return Work.retried(how);
      case "source":
        return Work.source(how);
      case "maybe":
        return Work.maybe(how);
      case "empty":
        return Work.empty(how);
      case "observable":
        return Work.observable(how);
      default:
        return Work.flowable(how);
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
      Disposable subscription = subscribe(publisher, seen);
      if (how.equals("cancel")) {
        subscription.dispose();
        return seen + " " + subscription.isDisposed();
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
  private static Disposable subscribe(Object publisher, List<String> seen) {
    if (publisher instanceof Completable) {
      return ((Completable) publisher)
          .subscribe(() -> seen.add("complete"), e -> seen.add(AsyncApp.describe(e)));
    }
    if (publisher instanceof Single) {
      return ((Single<String>) publisher).subscribe(seen::add, e -> seen.add(AsyncApp.describe(e)));
    }
    if (publisher instanceof Maybe) {
      return ((Maybe<String>) publisher)
          .subscribe(seen::add, e -> seen.add(AsyncApp.describe(e)), () -> seen.add("complete"));
    }
    if (publisher instanceof Observable) {
      return ((Observable<String>) publisher)
          .subscribe(seen::add, e -> seen.add(AsyncApp.describe(e)), () -> seen.add("complete"));
    }
    return ((Flowable<String>) publisher)
        .subscribe(seen::add, e -> seen.add(AsyncApp.describe(e)), () -> seen.add("complete"));
  }

  @Override
  public List<String> release() {
    HELD.onComplete();
    List<String> outcomes = new ArrayList<>();
    held.forEach(seen -> outcomes.add(seen.toString()));
    return outcomes;
  }
}
