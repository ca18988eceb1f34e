package com.acme.contracts;

import static com.acme.contracts.Observer.close;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;

/** Tasks that can be written and read are written to the same bytes. */
final class Serial {
  private Serial() {}

  /** Has an id that is computed from what the class looks like. */
  private static final class Answer extends RecursiveTask<Integer> {
    @SuppressWarnings("unused")
    private final int question;

    Answer(int question) {
      this.question = question;
    }

    @Override
    protected Integer compute() {
      return question * 2;
    }
  }

  static void show(Observer seen) throws Exception {
    for (Class<?> type :
        List.of(ForkJoinTask.class, RecursiveTask.class, Answer.class, Forks.Sum.class)) {
      ids(seen, type);
    }
    for (String nested : List.of("AsyncSupply", "AsyncRun", "Completion", "UniApply", "BiApply")) {
      ids(seen, Class.forName(CompletableFuture.class.getName() + "$" + nested));
    }
    ids(seen, Class.forName("java.util.concurrent.ThreadPoolExecutor$Worker"));
    Answer task = new Answer(21);
    byte[] fresh = written(task);
    seen.see("fresh", hex(fresh));
    ForkJoinPool pool = new ForkJoinPool(1);
    seen.see("answer", pool.invoke(task));
    byte[] done = written(task);
    seen.see("done", hex(done));
    Answer read = (Answer) read(fresh);
    seen.see("read", read.isDone() + " " + pool.submit(read).get());
    Answer readDone = (Answer) read(done);
    seen.see("read when done", readDone.isDone() + " " + readDone.getRawResult());
    Answer failing = new Answer(1);
    failing.completeExceptionally(new IllegalStateException("by hand"));
    ForkJoinTask<?> failed = (ForkJoinTask<?>) read(written(failing));
    seen.see("read when failed", failed.isCompletedAbnormally() + " " + failed.getException());
    close(pool);
  }

  private static void ids(Observer seen, Class<?> type) {
    ObjectStreamClass described = ObjectStreamClass.lookup(type);
    if (described == null) {
      seen.see(type.getName(), "not serializable");
      return;
    }
    List<String> fields = new ArrayList<>();
    for (ObjectStreamField field : described.getFields()) {
      fields.add(field.toString());
    }
    seen.see(type.getName(), described.getSerialVersionUID() + " " + fields);
  }

  private static byte[] written(Object object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte b : bytes) {
      hex.append(String.format("%02x", b));
    }
    return bytes.length + ":" + hex + " " + Arrays.hashCode(bytes);
  }
}
