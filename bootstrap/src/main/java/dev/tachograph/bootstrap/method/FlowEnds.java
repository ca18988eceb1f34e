package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.method.EndSignal.Meaning;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.lang.invoke.MethodHandle;
import java.util.function.Function;

/**
 * Ends calls with Micronaut's {@code ExecutionFlow}: a result that is there or comes later. Who
 * asks a flow for its end takes the result from all others, and subscribes once more to a publisher
 * that is a part of it. So steps are added instead that let the result and the failure pass.
 */
public final class FlowEnds extends ClassValue<MethodHandle[]> {
  private static final String PACKAGE = "io.micronaut.core.execution.";
  private static final FlowEnds TYPES = new FlowEnds();

  private FlowEnds() {}

  /**
   * Ends a call when a flow has its result, or fails, or is cancelled.
   *
   * @return the flow, or another one that takes its place
   */
  public static Object ending(Object flow, CallEnd end) {
    Object seen = flow;
    try {
      MethodHandle[] methods = TYPES.get(flow.getClass());
      if (methods.length > 3) {
        Object cancellation = new EndSignal(end, Meaning.CANCELLATION);
        Object unused = methods[3].invokeExact(seen, cancellation);
      }
      Object failure = new FlowStep(end, methods[2]);
      seen = methods[1].invokeExact(seen, failure);
      Object result = new FlowStep(end, null);
      seen = methods[0].invokeExact(seen, result);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
      end.withdraw();
    }
    return seen;
  }

  /** The methods that add the steps, and the one that makes a flow of a failure. */
  @Override
  protected MethodHandle[] computeValue(Class<?> type) {
    try {
      LibraryMethods library = new LibraryMethods(type);
      Class<?> flow = library.type(PACKAGE + "ExecutionFlow");
      Class<?> delayed = library.type(PACKAGE + "DelayedExecutionFlow");
      MethodHandle map = LibraryMethods.virtual(flow, "map", flow, Function.class);
      MethodHandle resume = LibraryMethods.virtual(flow, "onErrorResume", flow, Function.class);
      MethodHandle error = LibraryMethods.staticMethod(flow, "error", flow, Throwable.class);
      if (!delayed.isAssignableFrom(type)) {
        return new MethodHandle[] {map, resume, error};
      }
      MethodHandle onCancel =
          LibraryMethods.virtual(delayed, "onCancel", void.class, Runnable.class);
      return new MethodHandle[] {map, resume, error, onCancel};
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
