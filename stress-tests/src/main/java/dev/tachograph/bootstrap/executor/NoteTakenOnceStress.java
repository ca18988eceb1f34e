package dev.tachograph.bootstrap.executor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two workers start one task: one of them finds its note. */
@JCStressTest
@State
@Outcome(
    id = {"true, false", "false, true"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class NoteTakenOnceStress {
  private final Object a = new Object();
  private final Object b = new Object();
  private final Object c = new Object();
  private final WaitingTasks waiting =
      new WaitingTasks(false, 0, new NoteBlock(2, 0), new NoteIndex(1, new CollectionCount()));

  public NoteTakenOnceStress() {
    waiting.add(a, 1);
    waiting.add(b, 1);
    waiting.add(c, 1);
  }

  @Actor
  public void one(ZZ_Result result) {
    result.r1 = waiting.take(b) != WaitingTasks.ABSENT;
  }

  @Actor
  public void another(ZZ_Result result) {
    result.r2 = waiting.take(b) != WaitingTasks.ABSENT;
  }
}
