package dev.tachograph.agent.instrument.api;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.Probes;

/** Plans for the methods of the API that the agent answers; they have no bodies of their own. */
public final class ApiInstrumentation implements LibraryInstrumentation {
  private static final String HOOKS = "dev/tachograph/api/Hooks";
  private static final String OPERATIONS = "dev/tachograph/bootstrap/operation/OperationProbe";
  private static final String STATUS = "dev/tachograph/bootstrap/operation/StatusProbe";

  private static final String STRING = "Ljava/lang/String;";
  private static final String OBJECT = "Ljava/lang/Object;";

  /** Two labels, or more in one object; and what the probe answers. */
  private static final String LABELS = STRING + STRING + STRING + STRING + OBJECT + ")";

  private static final String BOOLEAN = "Ljava/lang/Boolean;";
  private static final String MAP = "Ljava/util/Map;";

  /** A class of its own: its initialization runs once. */
  private static final class Ready {
    static {
      Probes.prepareOperations();
    }

    static void prepare() {}
  }

  @Override
  public void prepare() {
    Ready.prepare();
  }

  @Override
  public String name() {
    return "api";
  }

  @Override
  public String[] classNames() {
    return new String[] {HOOKS};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.answeredBy("isRecording", "()" + BOOLEAN, OPERATIONS)
        .answeredBy("ended", "(" + STRING + "ZZD" + STRING + LABELS + BOOLEAN, OPERATIONS)
        .answeredBy("took", "(" + STRING + "D" + LABELS + BOOLEAN, OPERATIONS)
        .answeredBy("attempted", "(" + STRING + "I" + LABELS + BOOLEAN, OPERATIONS)
        .answeredBy("begun", "(" + STRING + LABELS + OBJECT, OPERATIONS)
        .answeredBy("callFailed", "(" + OBJECT + "Ljava/lang/Throwable;)" + BOOLEAN, OPERATIONS)
        .answeredBy("callFailed", "(" + OBJECT + STRING + ")" + BOOLEAN, OPERATIONS)
        .answeredBy("callRetried", "(" + OBJECT + ")" + BOOLEAN, OPERATIONS)
        .answeredBy("callEnded", "(" + OBJECT + ")" + BOOLEAN, OPERATIONS)
        .answeredBy("summary", "()" + MAP, STATUS)
        .answeredBy("health", "()" + MAP, STATUS);
  }
}
