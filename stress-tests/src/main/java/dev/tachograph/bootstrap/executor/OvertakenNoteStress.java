package dev.tachograph.bootstrap.executor;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * A worker starts a late task and so moves the notes of earlier ones: another one finds its own.
 */
@JCStressTest
@State
@Outcome(
    id = {"true, true, true"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class OvertakenNoteStress {
  private final Object a = new Object();
  private final Object b = new Object();
  private final Object c = new Object();
  private final WaitingTasks waiting =
      new WaitingTasks(false, 0, new NoteBlock(2, 0), new NoteIndex(1, new CollectionCount()));

  public OvertakenNoteStress() {
    waiting.add(a, 1);
    waiting.add(b, 1);
    waiting.add(c, 1);
  }

  @Actor
  public void one(ZZZ_Result result) {
    result.r1 = waiting.take(c) != WaitingTasks.ABSENT;
  }

  @Actor
  public void another(ZZZ_Result result) {
    result.r2 = waiting.take(a) != WaitingTasks.ABSENT;
  }

  @Arbiter
  public void end(ZZZ_Result result) {
    result.r3 = waiting.take(b) != WaitingTasks.ABSENT;
  }
}
