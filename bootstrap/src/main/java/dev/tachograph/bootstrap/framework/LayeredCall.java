package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.method.CallEnd;
import org.jspecify.annotations.Nullable;

/**
 * A task that frameworks hand on to one another, and what they tell of its failure.
 *
 * <p>A container gives a message to a channel, which calls a handler, which calls a function or
 * another handler. All of these are woven, each may see a failure, and each may hide it, put it
 * into another, or try again. Yet there is one piece of work, and it has one outcome. So the
 * outermost of them is the task, and all within it on the same thread are its <i>layers</i>. A
 * layer begins nothing and ends nothing; it only tells the task what it knows.
 *
 * <p>A layer is known by its handler and by what this got. Another attempt may put another message
 * around the same content, so the content counts, not the message. Both are known by identity. A
 * layer without a handler only {@linkplain #keep(Throwable) tells} its failure.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li><b>The outermost layer is the task</b>: a unit within one of its kind on the same thread
 *       begins none ({@link FrameworkThread#runs}).
 *   <li><b>The first failure counts</b>: what fails later, of another handler or with something
 *       else, does not replace it, and a success of those does not undo it.
 *   <li><b>The last attempt counts</b>: a layer that gets again what it has failed with tells anew
 *       how that ended, by success or by another failure.
 *   <li><b>A layer fails for those within it</b>: if a layer around the failed one fails, too, both
 *       have one failure, whatever it throws, and its next attempt is that of both. So it is with a
 *       layer whose failure holds the first as a cause.
 *   <li><b>A layer that returns closes those within it</b>: their failure stays that of the task,
 *       and a layer that is called next is not around them.
 *   <li><b>What is made of a failure is not another one</b>: the task may end with an exception
 *       that holds the failure which its layers told. Then that failure counts. One that does not
 *       hold it counts itself.
 *   <li><b>A failure that is named counts before one that is not</b>: see {@link #report}.
 * </ul>
 *
 * <p>Layers belong to the thread that began the task. It alone enters and leaves them. Others may
 * tell failures, and end the task. This is a superclass and no part of a task so that a delivery
 * needs one object.
 */
abstract class LayeredCall extends CallEnd {
  /** What the task fails with unless it throws something else; null if nothing is known. */
  private volatile @Nullable Throwable kept;

  /** Whether the task has failed, of whatever. */
  private volatile boolean isReported;

  /** The layer whose attempts decide: its handler and what that got; null if unknown. */
  private @Nullable Object failedHandler;

  private @Nullable Object failedContent;

  /** How many layers with handlers are within one another now. */
  private int depth;

  /** How many of them are around the failed one, or around the outermost that has closed it. */
  private int failedDepth;

  /** The task has failed, and nothing says of what. A failure that is known counts instead. */
  final void report() {
    isReported = true;
  }

  /** Somebody knows of this failure, and may keep it to himself. */
  final void keep(Throwable failure) {
    if (kept == null) {
      kept = failure;
    }
  }

  /** Whether a failure is known, which may hold whatever it is about. */
  final boolean keepsFailure() {
    return kept != null;
  }

  /** A handler gets something, within the task or within its innermost layer. */
  final void layerBegun() {
    depth++;
  }

  /**
   * The handler of the innermost layer has returned, or has thrown something.
   *
   * @param content what it got
   */
  final void layerEnded(Object handler, Object content, @Nullable Throwable thrown) {
    depth--;
    boolean isAgain = failedHandler == handler && failedContent == content;
    if (thrown != null) {
      layerFailed(handler, content, thrown, isAgain);
    } else if (isAgain) {
      kept = null;
      failedHandler = null;
      failedContent = null;
      failedDepth = 0;
    } else if (depth < failedDepth) {
      failedDepth = depth;
    }
  }

  private void layerFailed(Object handler, Object content, Throwable thrown, boolean isAgain) {
    Throwable known = kept;
    boolean isHeld = known != null && Wrappers.isOrHolds(thrown, known);
    if (known == null || isHeld || isAgain || depth < failedDepth) {
      failedHandler = handler;
      failedContent = content;
      failedDepth = depth;
    }
    if (known == null || (isAgain && !isHeld)) {
      kept = thrown;
    }
  }

  /**
   * The task has ended. Returns what the application has failed with; null if it has not. Handlers
   * and what they got are let go.
   *
   * @param thrown what the outermost layer ended with
   */
  final @Nullable Throwable outcome(@Nullable Throwable thrown) {
    failedHandler = null;
    failedContent = null;
    Throwable inner = kept;
    Throwable known =
        thrown == null || (inner != null && Wrappers.isOrHolds(thrown, inner)) ? inner : thrown;
    if (known == null && isReported) {
      known = ReportedFailure.INSTANCE;
    }
    return known == null ? null : Wrappers.cause(known);
  }
}
