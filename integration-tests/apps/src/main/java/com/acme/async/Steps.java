package com.acme.async;

import java.util.List;

/** Steps of a business whose work ends later. */
public interface Steps {
  /** The kinds of steps that there are. */
  List<String> kinds();

  /**
   * Takes a step.
   *
   * @param how complete, fail, throw, cancel, hold, twice, or never
   * @return what came of it
   */
  String take(String kind, String how) throws Exception;

  /** Lets the steps that are held end, and says what came of them. */
  List<String> release() throws Exception;
}
